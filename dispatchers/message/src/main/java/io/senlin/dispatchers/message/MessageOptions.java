package io.senlin.dispatchers.message;

import io.senlin.spi.Option;
import io.senlin.spi.Option.Kind;
import java.util.List;

/**
 * The dispatcher's options, by the names that operators know from OpenStack and in the places where
 * they have them; after those the older names that oslo.messaging still takes.
 */
final class MessageOptions {
  private static final String NOTIFICATIONS = "oslo_messaging_notifications";
  private static final String RABBIT = "oslo_messaging_rabbit";

  static final List<Option> ALL =
      List.of(
          Option.of(
                  "transport_url",
                  Kind.TEXT,
                  "The brokers: rabbit://user:password@host:5672,user:password@host2:5672/vhost.")
              .or("rabbit://guest:guest@localhost:5672/")
              .asSecret()
              .alsoFrom(NOTIFICATIONS, "transport_url")
              .alsoFrom("DEFAULT", "notification_transport_url")
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
              .alsoFrom(NOTIFICATIONS, "driver")
              .alsoFrom("DEFAULT", "notification_driver"),
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
              .alsoFrom(RABBIT, "amqp_durable_queues")
              .alsoFrom(RABBIT, "rabbit_durable_queues"),
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
              .alsoFrom(RABBIT, "ssl")
              .alsoFrom(RABBIT, "rabbit_use_ssl"),
          Option.of(
                  "ssl_verify",
                  Kind.BOOLEAN,
                  "The broker must show a trusted certificate that names its host.")
              .or("true"),
          Option.of(
                  "ssl_ca_file",
                  Kind.PATH,
                  "PEM file of the authorities to trust; else those the JVM trusts.")
              .alsoFrom(RABBIT, "ssl_ca_file")
              .alsoFrom(RABBIT, "kombu_ssl_ca_certs"),
          Option.of("ssl_cert_file", Kind.PATH, "PEM file of our own certificate.")
              .alsoFrom(RABBIT, "ssl_cert_file")
              .alsoFrom(RABBIT, "kombu_ssl_certfile"),
          Option.of("ssl_key_file", Kind.PATH, "PEM file (PKCS #8) of its key.")
              .alsoFrom(RABBIT, "ssl_key_file")
              .alsoFrom(RABBIT, "kombu_ssl_keyfile"),
          Option.of("ssl_version", Kind.TEXT, "TLSv1.2 or TLSv1.3; else the newest both know.")
              .alsoFrom(RABBIT, "ssl_version")
              .alsoFrom(RABBIT, "kombu_ssl_version"),
          Option.of(
                  "heartbeat_timeout_threshold",
                  Kind.INTEGER,
                  "Seconds between signs of life; a connection that misses two counts as lost. What"
                      + " the broker asks for holds if it is less, or if this is 0.")
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

  private MessageOptions() {}
}
