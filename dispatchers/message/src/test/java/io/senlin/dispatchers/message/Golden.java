package io.senlin.dispatchers.message;

import io.senlin.spi.Action;
import io.senlin.spi.Cluster;
import io.senlin.spi.Context;
import io.senlin.spi.Details;
import io.senlin.spi.Entity;
import io.senlin.spi.Event;
import io.senlin.spi.Level;
import io.senlin.spi.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * A notification that the real Senlin 14 sent, and the event it must have been about.
 *
 * @param body what was on the queue, byte for byte
 */
record Golden(String name, String body) {
  static final ObjectMapper JSON = JsonMapper.builder().build();

  /** All samples of a directory below {@code golden}, in the order in which they were sent. */
  static List<Golden> all(String directory) {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden", directory))) {
      return files.sorted().map(Golden::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Golden read(Path file) {
    try {
      return new Golden(
          file.getParent().getFileName() + "/" + file.getFileName(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bare notification, out of its envelope if it has one. */
  JsonNode message() {
    JsonNode root = JSON.readTree(body);
    return root.has("oslo.message") ? JSON.readTree(root.get("oslo.message").asString()) : root;
  }

  /** The sample as it would be had Senlin taken its ids from the event. */
  String withIdsOf(Event event) {
    JsonNode message = message();
    String id = event.details().id().toString();
    return body.replace(message.get("message_id").asString(), id)
        .replace(message.get("_unique_id").asString(), id.replace("-", ""));
  }

  Event event() {
    JsonNode message = message();
    JsonNode payload = message.get("payload").get("senlin_object.data");
    JsonNode action = payload.get("action").get("senlin_object.data");
    String[] type = message.get("event_type").asString().split("\\.", -1);
    Level level =
        message.get("priority").asString().equals("WARN")
            ? Level.WARNING
            : Level.valueOf(message.get("priority").asString());
    byte[] unique = HexFormat.of().parseHex(message.get("_unique_id").asString());
    Details details =
        new Details(
            UUID.nameUUIDFromBytes(unique),
            1,
            Instant.parse(message.get("timestamp").asString().replace(' ', 'T') + "Z"),
            type[2],
            "a reason of the event",
            Map.of());
    return new Event(level, action(action, message, entity(payload)), details);
  }

  private static Action action(JsonNode it, JsonNode message, Entity entity) {
    return new Action(
        it.get("id").asString(),
        it.get("name").asString(),
        it.get("action").asString(),
        it.get("target").asString(),
        Action.REQUESTED,
        it.get("status").asString(),
        it.get("status_reason").asString(),
        map(it, "inputs"),
        map(it, "outputs"),
        map(it, "data"),
        Optional.of(it.get("start_time").decimalValue().movePointRight(6).longValueExact())
            .map(micros -> Instant.ofEpochSecond(0, micros * 1000)),
        Optional.empty(),
        Duration.ofSeconds(it.get("timeout").asLong()),
        instant(it, "created_at"),
        Optional.empty(),
        new Context(
            message.get("_context_user").asString(),
            message.get("_context_project").asString(),
            text(message, "_context_domain"),
            message.get("_context_request_id").asString()),
        Optional.of(entity));
  }

  private static Entity entity(JsonNode payload) {
    return payload.has("cluster")
        ? cluster(payload.get("cluster").get("senlin_object.data"))
        : node(payload.get("node").get("senlin_object.data"));
  }

  private static Cluster cluster(JsonNode it) {
    return new Cluster(
        it.get("id").asString(),
        it.get("name").asString(),
        it.get("profile_id").asString(),
        it.get("min_size").asInt(),
        it.get("max_size").asInt(),
        it.get("desired_capacity").asInt(),
        Duration.ofSeconds(it.get("timeout").asLong()),
        it.get("status").asString(),
        it.get("status_reason").asString(),
        map(it, "metadata"),
        map(it, "data"),
        map(it, "dependents"),
        it.get("user").asString(),
        it.get("project").asString(),
        text(it, "domain"),
        instant(it, "init_at"),
        instant(it, "created_at"),
        instant(it, "updated_at"));
  }

  private static Node node(JsonNode it) {
    return new Node(
        it.get("id").asString(),
        it.get("name").asString(),
        it.get("profile_id").asString(),
        it.get("cluster_id").asString(),
        text(it, "physical_id").orElse(""),
        it.get("index").asInt(),
        text(it, "role"),
        it.get("status").asString(),
        it.get("status_reason").asString(),
        map(it, "metadata"),
        map(it, "data"),
        map(it, "dependents"),
        it.get("user").asString(),
        it.get("project").asString(),
        text(it, "domain"),
        instant(it, "init_at"),
        instant(it, "created_at"),
        instant(it, "updated_at"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(JsonNode it, String name) {
    return JSON.readValue(it.get(name).asString(), Map.class);
  }

  private static Optional<String> text(JsonNode it, String name) {
    return it.get(name).isNull() ? Optional.empty() : Optional.of(it.get(name).asString());
  }

  private static Optional<Instant> instant(JsonNode it, String name) {
    return text(it, name).map(Instant::parse);
  }

  static String ascii(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return name;
  }
}
