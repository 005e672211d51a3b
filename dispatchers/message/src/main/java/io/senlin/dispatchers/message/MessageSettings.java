package io.senlin.dispatchers.message;

import io.senlin.spi.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values of the dispatcher's options, checked.
 *
 * @param drivers none of them, as with {@code driver =} in oslo.messaging: nothing leaves
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

  private static final Duration LONGEST_WAIT = Duration.ofDays(24); // in milliseconds, an int
  private static final Duration LONGEST_TTL = Duration.ofDays(49); // more RabbitMQ refuses
  private static final Duration LONGEST_DELAY = Duration.ofHours(1);
  private static final Set<String> QUERY =
      Set.of("ssl", "ssl_ca_file", "ssl_cert_file", "ssl_key_file", "ssl_version");

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
        filled(settings, "topics"),
        drivers(settings),
        settings.optional("host").orElseGet(MessageSettings::localHost),
        atLeast(-1, settings, "retry"),
        topology(settings),
        tls(settings, transport),
        Duration.ofSeconds(atLeast(0, settings, "heartbeat_timeout_threshold")),
        reconnectDelay(settings),
        atLeast(1, settings, "confirm_window"),
        upTo(LONGEST_WAIT, settings, "confirm_timeout"),
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
        settings.optional("queue_ttl").map(given -> upTo(LONGEST_TTL, settings, "queue_ttl")),
        settings
            .optional("queue_max_length")
            .map(given -> atLeast(1, settings, "queue_max_length")),
        settings.optional("queue_max_bytes").map(given -> bytes(settings, "queue_max_bytes")),
        overflow);
  }

  private static Optional<Tls> tls(Settings settings, TransportUrl transport) {
    if (!transport.tls(settings.bool("ssl"))) {
      return Optional.empty();
    }
    Map<String, String> query = transport.query();
    try {
      return Optional.of(
          new Tls(
              settings.bool("ssl_verify"),
              file(settings, query, "ssl_ca_file"),
              file(settings, query, "ssl_cert_file"),
              file(settings, query, "ssl_key_file"),
              either(settings, query, "ssl_version").flatMap(Tls::protocol)));
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "dispatcher '%s': %s; correct it in senlin.conf"
              .formatted(settings.dispatcher(), wrong.getMessage()),
          wrong);
    }
  }

  private static Optional<Path> file(Settings settings, Map<String, String> query, String name) {
    Optional<Path> file = either(settings, query, name).map(Path::of);
    if (file.isPresent() && !Files.isReadable(file.get())) {
      throw new IllegalArgumentException(
          "option '%s' = '%s' names no file that can be read".formatted(name, file.get()));
    }
    return file;
  }

  private static Optional<String> either(
      Settings settings, Map<String, String> query, String name) {
    return Optional.ofNullable(query.get(name)).or(() -> settings.optional(name));
  }

  private static List<String> filled(Settings settings, String name) {
    List<String> values = settings.list(name);
    if (values.isEmpty()) {
      throw settings.invalid(name, "is empty");
    }
    return values;
  }

  private static Duration reconnectDelay(Settings settings) {
    double seconds = settings.decimal("kombu_reconnect_delay");
    if (!(seconds >= 0 && seconds <= LONGEST_DELAY.toSeconds())) {
      throw settings.invalid(
          "kombu_reconnect_delay", "is not from 0 to " + LONGEST_DELAY.toSeconds() + " seconds");
    }
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private static Duration upTo(Duration most, Settings settings, String name) {
    Duration value = settings.duration(name);
    if (!value.isPositive() || value.compareTo(most) > 0) {
      throw settings.invalid(name, "is not from 1ms to " + most.toDays() + "d");
    }
    return value;
  }

  private static long bytes(Settings settings, String name) {
    long value = settings.bytes(name);
    if (value < 1) {
      throw settings.invalid(name, "is less than 1");
    }
    return value;
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
