package io.senlin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.GetResponse;
import io.senlin.testkit.brokers.Queues;
import io.senlin.testkit.brokers.RabbitServer;
import io.senlin.testkit.brokers.TestCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The packaged engine runs the actions that were run on the real Senlin; what arrives in the queues
 * of a real RabbitMQ equals what Senlin sent, but for ids, times and generated names.
 */
@EnabledIf("io.senlin.testkit.brokers.RabbitServer#expected")
class GoldenMessagesIT {
  private static final Path SAMPLES = Path.of("../dispatchers/message/src/test/resources/golden");

  /** Of actions that this engine does not have. */
  private static final Set<String> POLICIES =
      Set.of("attach_policy", "update_policy", "detach_policy");

  @TempDir private Path folder;

  @Test
  void equalWhatSenlinSends() throws Exception {
    try (RabbitServer rabbit =
        RabbitServer.start(TestCertificate.of(folder, "broker", "ip:127.0.0.1"))) {
      int port = EngineProcess.freePort();
      configure(port, rabbit.url());
      try (EngineProcess engine = EngineProcess.start(folder, port)) {
        GoldenRun run = new GoldenRun(engine.api());
        run.succeed();
        run.fail();
        List<GetResponse> received = receive(rabbit, messagesExpected());
        received.forEach(GoldenMessagesIT::looksAsSenlinSendsIt);
        compare(received);
      }
    }
  }

  private void configure(int port, String url) throws IOException {
    Files.writeString(
        folder.resolve("senlin.conf"),
        """
        [DEFAULT]
        state_dir = %1$s/state
        host = lab-host
        event_dispatchers = database
        event_dispatchers = message
        transport_url = %3$s

        [senlin_api]
        bind_port = %2$d

        [dispatchers]
        exclude_derived_actions = false

        [oslo_messaging_notifications]
        driver = messaging
        driver = messagingv2
        """
            .formatted(folder, port, url));
  }

  /** Two for each event: one of each driver. */
  private int messagesExpected() throws SQLException {
    try (StateFile file = StateFile.live(folder)) {
      return 2 * file.journalAfter(0).size();
    }
  }

  private static List<GetResponse> receive(RabbitServer rabbit, int expected) throws Exception {
    List<GetResponse> received = new ArrayList<>();
    try (Queues queues = new Queues(rabbit.port())) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                received.addAll(queues.drain("versioned_notifications.info"));
                received.addAll(queues.drain("versioned_notifications.error"));
                return received.size() >= expected;
              });
    }
    assertThat(received).hasSize(expected);
    return received;
  }

  private static void looksAsSenlinSendsIt(GetResponse message) {
    JsonNode sample = json(SAMPLES.resolve("properties.json"));
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("content_type", message.getProps().getContentType());
    properties.put("content_encoding", message.getProps().getContentEncoding());
    properties.put("headers", message.getProps().getHeaders());
    properties.put("delivery_mode", message.getProps().getDeliveryMode());
    properties.put("priority", message.getProps().getPriority());
    properties.put("correlation_id", message.getProps().getCorrelationId());
    properties.put("reply_to", message.getProps().getReplyTo());
    properties.put("expiration", message.getProps().getExpiration());
    properties.put("message_id", message.getProps().getMessageId());
    properties.put("timestamp", message.getProps().getTimestamp());
    properties.put("type", message.getProps().getType());
    properties.put("user_id", message.getProps().getUserId());
    properties.put("app_id", message.getProps().getAppId());
    properties.put("cluster_id", message.getProps().getClusterId());
    JsonNode seen = JsonMapper.shared().valueToTree(properties);
    assertThat(seen).isEqualTo(sample.get("properties"));
    assertThat(message.getEnvelope().getExchange()).isEqualTo(sample.get("exchange").asString());
    assertThat(message.getEnvelope().getRoutingKey())
        .isIn("versioned_notifications.info", "versioned_notifications.error");
  }

  private static void compare(List<GetResponse> received) throws IOException {
    List<String> bodies =
        received.stream()
            .map(it -> new String(it.getBody(), StandardCharsets.US_ASCII))
            .collect(Collectors.toList());
    Set<String> bare = new TreeSet<>();
    Set<String> enveloped = new TreeSet<>();
    for (String body : bodies) {
      (body.startsWith("{\"oslo.version\"") ? enveloped : bare).add(Mapped.of(body));
    }
    List<String> problems = new ArrayList<>();
    for (Path sample : samples()) {
      String wanted = Mapped.of(Files.readString(sample));
      Set<String> seen = sample.getParent().endsWith("messagingv2") ? enveloped : bare;
      if (!seen.contains(wanted)) {
        problems.add(
            sample
                + "\n wanted "
                + wanted
                + seen.stream()
                    .filter(it -> Mapped.type(it).equals(Mapped.type(wanted)))
                    .map(it -> "\n   seen " + it)
                    .collect(Collectors.joining()));
      }
    }
    assertThat(problems).isEmpty();
    assertThat(enveloped).as("each event by both drivers").hasSameSizeAs(bare);
  }

  private static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      List<Path> samples =
          files
              .filter(it -> it.toString().endsWith(".body"))
              .filter(it -> POLICIES.stream().noneMatch(policy -> it.toString().contains(policy)))
              .sorted()
              .toList();
      assertThat(samples).hasSize(59);
      return samples;
    }
  }

  private static JsonNode json(Path file) {
    try {
      return JsonMapper.shared().readTree(Files.readString(file));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
