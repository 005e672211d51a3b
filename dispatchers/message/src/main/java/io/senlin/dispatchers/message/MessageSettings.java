package io.senlin.dispatchers.message;

import io.senlin.spi.Option;
import io.senlin.spi.Option.Kind;
import io.senlin.spi.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The dispatcher's options, by the names that operators know from OpenStack, and their values.
 *
 * @param retry how often a failed notification is tried again before it becomes a dead letter; -1
 *     for as long as it takes
 * @param reconnectDelay how long to wait at least after no broker could be reached
 * @param confirmWindow how many notifications may be on their way without a confirm
 * @param confirmTimeout how long to wait for the next confirm
 * @param additions whether payloads have our field {@code event}
 */
record MessageSettings(
    TransportUrl transport,
    List<String> topics,
    List<Driver> drivers,
    String host,
    int retry,
    Topology topology,
    Optional<Tls> tls,
    Duration heartbeat,
    Duration reconnectDelay,
    int confirmWindow,
    Duration confirmTimeout,
    boolean additions) {

  private static final String NOTIFICATIONS = "oslo_messaging_notifications";
  private static final String RABBIT = "oslo_messaging_rabbit";
  private static final Set<String> QUERY =
      Set.of("ssl", "ssl_ca_file", "ssl_cert_file", "ssl_key_file", "ssl_version");

  static final List<Option> OPTIONS =
      List.of(
          Option.of(
                  "transport_url",
                  Kind.TEXT,
                  "The brokers: rabbit://user:password@host:5672,user:password@host2:5672/vhost.")
              .or("rabbit://guest:guest@localhost:5672/")
              .asSecret()
              .alsoFrom(NOTIFICATIONS, "transport_url")
              .alsoFrom("DEFAULT", "transport_url"),
          Option.of("control_exchange", Kind.TEXT, "The topic exchange to publish to.")
              .or("senlin")
              .alsoFrom("DEFAULT", "control_exchange"),
          Option.of(
                  "topics",
                  Kind.LIST,
                  "Each notification goes to the queue TOPIC.PRIORITY of each of these.")
              .or("versioned_notifications")
              .alsoFrom("DEFAULT", "notification_topics")
              .alsoFrom(NOTIFICATIONS, "topics"),
          Option.of(
                  "driver",
                  Kind.LIST,
                  "How notifications leave: messaging, messagingv2 (enveloped), log, noop.")
              .or("messaging")
              .alsoFrom(NOTIFICATIONS, "driver"),
          Option.of("host", Kind.TEXT, "The engine's name in publisher_id; else that of the host.")
              .alsoFrom("DEFAULT", "host"),
          Option.of(
                  "retry",
                  Kind.INTEGER,
                  "How often a failed notification is tried again before it becomes a dead letter;"
                      + " -1 for as long as it takes.")
              .or("-1")
              .alsoFrom(NOTIFICATIONS, "retry"),
          Option.of(
                  "amqp_durable_queues",
                  Kind.BOOLEAN,
                  "Exchange and queues outlive a restart of the broker. Consumers must agree.")
              .or("false")
              .alsoFrom(RABBIT, "amqp_durable_queues"),
          Option.of(
                  "amqp_auto_delete",
                  Kind.BOOLEAN,
                  "Queues vanish with their last consumer. Consumers must agree.")
              .or("false")
              .alsoFrom(RABBIT, "amqp_auto_delete"),
          Option.of(
                  "rabbit_quorum_queue",
                  Kind.BOOLEAN,
                  "Replicated queues, always durable. Consumers must agree.")
              .or("false")
              .alsoFrom(RABBIT, "rabbit_quorum_queue"),
          Option.of(
              "queue_ttl",
              Kind.DURATION,
              "The broker drops notifications nobody took for so long. Consumers must agree on"
                  + " this and the next three (better: set a policy in the broker)."),
          Option.of("queue_max_length", Kind.INTEGER, "The most notifications a queue holds."),
          Option.of("queue_max_bytes", Kind.SIZE, "The most bytes of notifications a queue holds."),
          Option.of(
              "queue_overflow",
              Kind.TEXT,
              "What a full queue does: drop-head (the oldest goes), reject-publish (delivery"
                  + " waits)."),
          Option.of("ssl", Kind.BOOLEAN, "Encrypt connections with TLS.")
              .or("false")
              .alsoFrom(RABBIT, "ssl"),
          Option.of(
                  "ssl_verify",
                  Kind.BOOLEAN,
                  "The broker must show a trusted certificate that names its host.")
              .or("true"),
          Option.of(
                  "ssl_ca_file",
                  Kind.PATH,
                  "PEM file of the authorities to trust; else those the JVM trusts.")
              .alsoFrom(RABBIT, "ssl_ca_file"),
          Option.of("ssl_cert_file", Kind.PATH, "PEM file of our own certificate.")
              .alsoFrom(RABBIT, "ssl_cert_file"),
          Option.of("ssl_key_file", Kind.PATH, "PEM file (PKCS #8) of its key.")
              .alsoFrom(RABBIT, "ssl_key_file"),
          Option.of("ssl_version", Kind.TEXT, "TLSv1.2 or TLSv1.3; else the newest both know.")
              .alsoFrom(RABBIT, "ssl_version"),
          Option.of(
                  "heartbeat_timeout_threshold",
                  Kind.INTEGER,
                  "Seconds of silence after which a connection counts as lost; 0 for never.")
              .or("60")
              .alsoFrom(RABBIT, "heartbeat_timeout_threshold"),
          Option.of(
                  "kombu_reconnect_delay",
                  Kind.DECIMAL,
                  "Seconds to wait at least after no broker could be reached.")
              .or("1.0")
              .alsoFrom(RABBIT, "kombu_reconnect_delay"),
          Option.of(
                  "confirm_window",
                  Kind.INTEGER,
                  "The most notifications on their way without the broker's confirm.")
              .or("500"),
          Option.of(
                  "confirm_timeout",
                  Kind.DURATION,
                  "How long to wait for the broker's next confirm, or its answer.")
              .or("60s"),
          Option.of(
                  "additions",
                  Kind.BOOLEAN,
                  "Payloads have a field 'event' with the event's id, sequence, timestamp, reason"
                      + " and extra fields, which Senlin does not send.")
              .or("true"));

  MessageSettings {
    topics = List.copyOf(topics);
    drivers = List.copyOf(drivers);
  }

  /**
   * Reads the values.
   *
   * @throws IllegalArgumentException if one is wrong; the message names it and shows no password
   */
  static MessageSettings of(Settings settings) {
    TransportUrl transport = transport(settings);
    return new MessageSettings(
        transport,
        settings.list("topics"),
        drivers(settings),
        settings.optional("host").orElseGet(MessageSettings::localHost),
        settings.integer("retry"),
        topology(settings),
        tls(settings, transport),
        Duration.ofSeconds(atLeast(0, settings, "heartbeat_timeout_threshold")),
        Duration.ofMillis(Math.round(settings.decimal("kombu_reconnect_delay") * 1000)),
        atLeast(1, settings, "confirm_window"),
        settings.duration("confirm_timeout"),
        settings.bool("additions"));
  }

  private static TransportUrl transport(Settings settings) {
    try {
      TransportUrl url = TransportUrl.parse(settings.text("transport_url"), settings.bool("ssl"));
      for (String name : url.query().keySet()) {
        if (!QUERY.contains(name)) {
          throw new IllegalArgumentException(
              "has the parameter '%s', which is none of %s".formatted(name, QUERY));
        }
      }
      return url;
    } catch (IllegalArgumentException wrong) {
      throw settings.invalid("transport_url", String.valueOf(wrong.getMessage()));
    }
  }

  private static List<Driver> drivers(Settings settings) {
    try {
      return settings.list("driver").stream().map(Driver::named).distinct().toList();
    } catch (IllegalArgumentException wrong) {
      throw settings.invalid("driver", "cannot be used: " + wrong.getMessage());
    }
  }

  private static Topology topology(Settings settings) {
    Optional<String> overflow = settings.optional("queue_overflow");
    if (overflow.isPresent() && !Set.of("drop-head", "reject-publish").contains(overflow.get())) {
      throw settings.invalid("queue_overflow", "is neither drop-head nor reject-publish");
    }
    return new Topology(
        settings.text("control_exchange"),
        settings.bool("amqp_durable_queues"),
        settings.bool("amqp_auto_delete"),
        settings.bool("rabbit_quorum_queue"),
        settings.optional("queue_ttl").map(given -> settings.duration("queue_ttl")),
        settings.optional("queue_max_length").map(given -> settings.integer("queue_max_length")),
        settings.optional("queue_max_bytes").map(given -> settings.bytes("queue_max_bytes")),
        overflow);
  }

  private static Optional<Tls> tls(Settings settings, TransportUrl transport) {
    if (!transport.tls(settings.bool("ssl"))) {
      return Optional.empty();
    }
    Map<String, String> query = transport.query();
    return Optional.of(
        new Tls(
            settings.bool("ssl_verify"),
            either(settings, query, "ssl_ca_file").map(Path::of),
            either(settings, query, "ssl_cert_file").map(Path::of),
            either(settings, query, "ssl_key_file").map(Path::of),
            either(settings, query, "ssl_version").map(MessageSettings::protocol)));
  }

  private static Optional<String> either(
      Settings settings, Map<String, String> query, String name) {
    return Optional.ofNullable(query.get(name)).or(() -> settings.optional(name));
  }

  /** OpenStack writes {@code TLSv1_2}, Java {@code TLSv1.2}. */
  private static String protocol(String name) {
    return name.replace('_', '.');
  }

  private static int atLeast(int least, Settings settings, String name) {
    int value = settings.integer(name);
    if (value < least) {
      throw settings.invalid(name, "is less than " + least);
    }
    return value;
  }

  private static String localHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}
