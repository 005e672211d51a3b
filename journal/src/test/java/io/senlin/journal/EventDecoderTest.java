package io.senlin.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.spi.Action;
import io.senlin.spi.Cluster;
import io.senlin.spi.Context;
import io.senlin.spi.Details;
import io.senlin.spi.Entity;
import io.senlin.spi.Event;
import io.senlin.spi.Level;
import io.senlin.spi.Node;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class EventDecoderTest {
  private static final Instant T1 = Instant.parse("2026-11-22T17:20:15.979151Z");
  private static final Instant T2 = Instant.parse("1969-12-31T23:59:59.999999Z");

  @Test
  void bringsBackEveryFieldOfAnEventOfACluster() {
    Event event = event(Optional.of(cluster()));
    assertThat(EventDecoder.decode(event.json(), 42, T1)).isEqualTo(event);
  }

  @Test
  void bringsBackEveryFieldOfAnEventOfANode() {
    Event event = event(Optional.of(node()));
    assertThat(EventDecoder.decode(event.json(), 42, T1)).isEqualTo(event);
  }

  @Test
  void bringsBackAnEventWithoutAnEntity() {
    Event event = event(Optional.empty());
    assertThat(EventDecoder.decode(event.json(), 42, T1)).isEqualTo(event);
  }

  @Test
  void readsAnEventInWhichAnOlderProgramWroteFewFields() {
    String json = "{\"id\":\"0d7f0485-13d4-4f5c-bd34-7b27e1c37c11\",\"level\":20,\"action\":{}}";
    Event event = EventDecoder.decode(json.getBytes(StandardCharsets.UTF_8), 7, T1);
    assertThat(event.details().sequence()).isEqualTo(7);
    assertThat(event.action().name()).isEmpty();
    assertThat(event.action().entity()).isEmpty();
  }

  private static Event event(Optional<Entity> entity) {
    Action action =
        new Action(
            "a1",
            "cluster_create_0d7f0485",
            "CLUSTER_CREATE",
            "c1",
            Action.REQUESTED,
            "RUNNING",
            "why",
            values(),
            Map.of("out", 1),
            Map.of("data", List.of()),
            Optional.of(T1),
            Optional.of(T2),
            Duration.ofHours(1),
            Optional.empty(),
            Optional.of(T1),
            new Context("user", "project", Optional.of("domain"), "req-1"),
            entity);
    Details details =
        new Details(UUID.randomUUID(), 42, T1, "start", "r\"\\\n\0é😀\uD83D", values());
    return new Event(Level.WARNING, action, details);
  }

  /** One of each kind that JSON can carry. */
  private static Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("z", "order is kept");
    values.put("null", null);
    values.put("true", true);
    values.put("int", 1_234_567_890);
    values.put("negative", -5);
    values.put("long", 1L << 40);
    values.put("big", BigInteger.TEN.pow(30));
    values.put("double", 0.1);
    values.put("exponent", 1.0E10);
    values.put("decimal", new BigDecimal("1.10"));
    values.put("list", Arrays.asList(1, null, List.of("x"), Map.of("a", "b")));
    values.put("empty", Map.of());
    values.put("ключ 😀", "значение");
    return values;
  }

  private static Cluster cluster() {
    return new Cluster(
        "c1",
        "web",
        "p1",
        0,
        -1,
        3,
        Duration.ofSeconds(90),
        "ACTIVE",
        "",
        values(),
        Map.of(),
        Map.of("profiles", List.of("p")),
        "u",
        "pr",
        Optional.empty(),
        Optional.of(T1),
        Optional.of(T2),
        Optional.empty());
  }

  private static Node node() {
    return new Node(
        "n1",
        "node-1",
        "p1",
        "c1",
        "4711",
        -1,
        Optional.of("master"),
        "ERROR",
        "killed",
        Map.of(),
        values(),
        Map.of(),
        "u",
        "pr",
        Optional.of("d"),
        Optional.empty(),
        Optional.of(T1),
        Optional.of(T1));
  }
}
