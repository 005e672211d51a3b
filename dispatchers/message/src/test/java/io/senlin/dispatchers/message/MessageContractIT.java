package io.senlin.dispatchers.message;

import io.senlin.spi.EventBackend;
import io.senlin.testkit.DispatcherContract;
import io.senlin.testkit.Outage;
import io.senlin.testkit.brokers.InProcessBroker;
import io.senlin.testkit.brokers.Queues;
import io.senlin.testkit.brokers.RabbitServer;
import io.senlin.testkit.brokers.Relay;
import io.senlin.testkit.brokers.TestCertificate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every dispatcher promises, at RabbitMQ where it is, else at the broker in this JVM. The sink
 * is a queue of the test's own that gets the notifications of all priorities.
 */
class MessageContractIT extends DispatcherContract {
  private static final String USER = "senlin";
  private static final String PASSWORD = "a-secret-word";

  @TempDir private static Path directory;
  private static AutoCloseable broker;
  private static int port;

  private final String exchange = "exchange-" + UUID.randomUUID();
  private final List<UUID> received = new ArrayList<>();
  private Queues queues;
  private Relay relay;

  @BeforeAll
  static void start() {
    if (RabbitServer.expected()) {
      RabbitServer rabbit =
          RabbitServer.start(TestCertificate.of(directory, "broker", "ip:127.0.0.1"));
      rabbit.addUser(USER, PASSWORD);
      rabbit.permit(USER, ".*", ".*", ".*");
      broker = rabbit;
      port = rabbit.port();
    } else {
      InProcessBroker qpid = InProcessBroker.start();
      broker = qpid;
      port = qpid.port();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @BeforeEach
  void connect() throws Exception {
    relay = Relay.to(port);
    queues = new Queues(port);
    queues.act(it -> it.exchangeDeclare(exchange, "topic", false, false, Map.of()));
    queues.act(it -> it.queueDeclare(exchange, false, false, false, Map.of()));
    queues.act(it -> it.queueBind(exchange, exchange, "#"));
  }

  @AfterEach
  void disconnect() throws Exception {
    queues.close();
    relay.close();
  }

  @Override
  protected EventBackend dispatcher() {
    return new MessageDispatcher();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of(
        "transport_url",
        "rabbit://%s:%s@127.0.0.1:%d/".formatted(USER, PASSWORD, relay.port()),
        "control_exchange",
        exchange,
        "topics",
        exchange,
        "kombu_reconnect_delay",
        "0.01");
  }

  @Override
  protected List<UUID> delivered() throws Exception {
    queues.drain(exchange).stream()
        .map(it -> Golden.JSON.readTree(it.getBody()).get("message_id").asString())
        .map(UUID::fromString)
        .forEach(received::add);
    return received;
  }

  @Override
  protected List<Outage> outages() {
    return List.of(
        new Outage("every connection is cut", relay::cut, relay::restore),
        new Outage("the broker does not answer", relay::silence, relay::restore));
  }

  @Override
  protected Map<String, String> badValues() {
    return Map.ofEntries(
        Map.entry("transport_url", "http://broker/"),
        Map.entry("topics", ","),
        Map.entry("driver", "pigeon"),
        Map.entry("retry", "-2"),
        Map.entry("queue_ttl", "0s"),
        Map.entry("queue_max_length", "0"),
        Map.entry("queue_max_bytes", "0"),
        Map.entry("queue_overflow", "explode"),
        Map.entry("heartbeat_timeout_threshold", "-1"),
        Map.entry("kombu_reconnect_delay", "-0.5"),
        Map.entry("confirm_window", "0"),
        Map.entry("confirm_timeout", "0s"));
  }
}
