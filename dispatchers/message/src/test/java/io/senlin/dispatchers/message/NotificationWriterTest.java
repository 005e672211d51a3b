package io.senlin.dispatchers.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.spi.Action;
import io.senlin.spi.Context;
import io.senlin.spi.Details;
import io.senlin.spi.Event;
import io.senlin.spi.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class NotificationWriterTest {
  private final NotificationWriter writer = new NotificationWriter("lab-host", false);
  private final NotificationWriter extended = new NotificationWriter("lab-host", true);

  static Stream<Golden> bareSamples() {
    return Stream.of("messaging", "messaging-failures").flatMap(it -> Golden.all(it).stream());
  }

  static Stream<Golden> envelopedSamples() {
    return Golden.all("messagingv2").stream();
  }

  @ParameterizedTest
  @MethodSource("bareSamples")
  void writesTheBytesThatSenlinSends(Golden golden) {
    Event event = golden.event();
    assertThat(Golden.ascii(writer.bare(event))).isEqualTo(golden.withIdsOf(event));
  }

  @ParameterizedTest
  @MethodSource("envelopedSamples")
  void writesTheEnvelopeThatSenlinSends(Golden golden) {
    Event event = golden.event();
    byte[] enveloped = writer.enveloped(writer.bare(event));
    assertThat(Golden.ascii(enveloped)).isEqualTo(golden.withIdsOf(event));
  }

  @ParameterizedTest
  @MethodSource("bareSamples")
  void addsNothingButTheEventAsTheLastFieldOfThePayload(Golden golden) {
    Event event = golden.event();
    String added =
        ", \"event\": {\"senlin_object.name\": \"EventPayload\", \"senlin_object.namespace\":"
            + " \"senlin\", \"senlin_object.version\": \"1.0\", \"senlin_object.data\": {\"id\":"
            + " \"%s\", \"sequence\": 1, \"timestamp\": \"%s\", \"reason\": \"a reason of the"
                .formatted(event.details().id(), Times.micros(event.details().timestamp()))
            + " event\", \"extra\": \"{}\"}}";
    String written = Golden.ascii(extended.bare(event));
    assertThat(written).contains("\"exception\": null" + added + "}}, \"timestamp\"");
    assertThat(written.replace(added, "")).isEqualTo(golden.withIdsOf(event));
  }

  @Test
  void showsAWarningAsWarn() {
    Event event = event(Level.WARNING, "error", action(Map.of()));
    assertThat(message(event).get("priority").asString()).isEqualTo("WARN");
    assertThat(NotificationWriter.routingPriority(Level.WARNING)).isEqualTo("warn");
    assertThat(NotificationWriter.routingPriority(Level.CRITICAL)).isEqualTo("critical");
  }

  @Test
  void namesAnAbsentPhaseNone() {
    assertThat(NotificationWriter.eventType(event(Level.INFO, "", action(Map.of()))))
        .isEqualTo("cluster.create.None");
  }

  @Test
  void keepsEveryCharacterOfAText() {
    String hostile = "\"\\/\b\f\n\r\t\u0000\u001f\u007f\u0080\u00e9\u2028\u6f22\ud83d\ude00'";
    String python =
        "\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\\u007f\\u0080\\u00e9\\u2028\\u6f22\\ud83d\\ude00'";
    Event event = event(Level.INFO, "start", action(Map.of(hostile, List.of(hostile))));
    String nested = "{\"" + python + "\": [\"" + python + "\"]}";
    String escaped = nested.replace("\\", "\\\\").replace("\"", "\\\"");
    byte[] bare = extended.bare(event);
    assertThat(Golden.ascii(bare)).contains("\"inputs\": \"" + escaped + "\"");
    JsonNode inside = Golden.JSON.readTree(extended.enveloped(bare)).get("oslo.message");
    assertThat(inside.asString()).isEqualTo(Golden.ascii(bare));
  }

  @Test
  void writesNumbersAsPythonDoes() {
    Map<String, Object> numbers =
        Map.of("n", List.of(1, -7L, 1.0, 0.1, 1e16, 1e15, 1e-5, 0.0001, 1.5e300, -2.5f, 100.0));
    assertThat(PythonJson.text(numbers))
        .isEqualTo(
            "{\"n\": [1, -7, 1.0, 0.1, 1e+16, 1000000000000000.0, 1e-05, 0.0001, 1.5e+300, -2.5,"
                + " 100.0]}");
  }

  @Test
  void showsAClusterThatIsGoneByItsIdAlone() {
    JsonNode cluster =
        message(event(Level.INFO, "start", action(Map.of())))
            .at("/payload/senlin_object.data/cluster/senlin_object.data");
    assertThat(cluster.get("id").asString()).isEqualTo("target-id");
    assertThat(cluster.properties())
        .hasSize(18)
        .allMatch(field -> field.getKey().equals("id") || field.getValue().isNull());
  }

  @Test
  void showsAnUnknownUserAsNull() {
    Action anonymous =
        withContext(action(Map.of()), new Context("", "", Optional.of("d"), "req-1"));
    JsonNode message = message(event(Level.INFO, "start", anonymous));
    assertThat(message.get("_context_user").isNull()).isTrue();
    assertThat(message.get("_context_user_identity").asString()).isEqualTo("- - d - -");
  }

  @Test
  void logsTheNotificationWithoutTheRequestsContext() {
    Event event = event(Level.INFO, "start", action(Map.of()));
    assertThat(writer.logged(event)).endsWith("\"}").doesNotContain("_context_", "_unique_id");
  }

  private JsonNode message(Event event) {
    return Golden.JSON.readTree(extended.bare(event));
  }

  private static Event event(Level level, String phase, Action action) {
    UUID id = new UUID(1, 2);
    return new Event(
        level, action, new Details(id, 1, Instant.EPOCH, phase, "Done.", Map.of("a", 1)));
  }

  private static Action action(Map<String, Object> inputs) {
    Action sample = Golden.all("messaging").getFirst().event().action();
    return new Action(
        sample.id(),
        sample.name(),
        sample.action(),
        "target-id",
        sample.cause(),
        sample.status(),
        sample.statusReason(),
        inputs,
        sample.outputs(),
        sample.data(),
        sample.startTime(),
        sample.endTime(),
        sample.timeout(),
        sample.createdAt(),
        sample.updatedAt(),
        sample.context(),
        Optional.empty());
  }

  private static Action withContext(Action it, Context context) {
    return new Action(
        it.id(),
        it.name(),
        it.action(),
        it.target(),
        it.cause(),
        it.status(),
        it.statusReason(),
        it.inputs(),
        it.outputs(),
        it.data(),
        it.startTime(),
        it.endTime(),
        it.timeout(),
        it.createdAt(),
        it.updatedAt(),
        context,
        it.entity());
  }
}
