package io.senlin.engine;

import io.senlin.spi.Action;
import io.senlin.spi.Cluster;
import io.senlin.spi.Entity;
import io.senlin.spi.Event;
import io.senlin.spi.Node;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * The messages recorded from a real Senlin, and events of this engine, in one form in which they
 * can be compared: without what differs from run to run (ids, random names, instants) and without
 * what a profile's driver says.
 */
final class RecordedMessages {
  private static final ObjectMapper JSON = JsonMapper.shared();
  private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  private RecordedMessages() {}

  /** The shapes of a run's messages but those about policies, by key. */
  static Map<String, Object> of(String run) throws IOException, URISyntaxException {
    URL folder = Objects.requireNonNull(RecordedMessages.class.getResource("/golden/" + run));
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(folder.toURI()))) {
      files = all.filter(file -> !file.toString().contains("_policy")).sorted().toList();
    }
    Map<String, Object> shapes = new LinkedHashMap<>();
    for (Path file : files) {
      String[] parts = file.getFileName().toString().split("\\.", -1);
      String key = "%s.%s.%s.%s".formatted(parts[1], parts[2], parts[3], parts[4]);
      shapes.putIfAbsent(key, shape(JSON.readTree(Files.readAllBytes(file))));
    }
    return shapes;
  }

  /** {@code cluster.create.start.INFO}. */
  static String key(Event event) {
    String kind = event.action().action().toLowerCase(Locale.ROOT);
    String object = kind.substring(0, kind.indexOf('_'));
    String name = kind.substring(kind.indexOf('_') + 1);
    if (name.equals("operation")) {
      name = String.valueOf(event.action().inputs().get("operation"));
    }
    return "%s.%s.%s.%s".formatted(object, name, event.details().phase(), event.level());
  }

  private static Map<String, @Nullable Object> shape(JsonNode message) {
    JsonNode payload = message.get("payload").get("senlin_object.data");
    JsonNode action = payload.get("action").get("senlin_object.data");
    Map<String, @Nullable Object> shape = new LinkedHashMap<>();
    for (String key : List.of("name", "action", "status", "status_reason", "timeout")) {
      shape.put(key, same(action.get(key).asString()));
    }
    for (String key : List.of("inputs", "outputs", "data")) {
      shape.put(key, same(JSON.readTree(action.get(key).asString()).toString()));
    }
    shape.put("started", !action.get("start_time").isNull());
    shape.put("ended", !action.get("end_time").isNull());
    JsonNode entity = payload.has("cluster") ? payload.get("cluster") : payload.get("node");
    shape.put("entity", entityShape(entity.get("senlin_object.data")));
    return shape;
  }

  private static Map<String, @Nullable Object> entityShape(JsonNode entity) {
    Map<String, @Nullable Object> shape = new LinkedHashMap<>();
    for (String key :
        List.of(
            "name",
            "status",
            "status_reason",
            "min_size",
            "max_size",
            "desired_capacity",
            "timeout",
            "role",
            "cluster_id")) {
      if (entity.has(key)) {
        JsonNode value = entity.get(key);
        shape.put(key, value.isNull() ? null : same(value.asString()));
      }
    }
    for (String key : List.of("metadata", "dependents")) {
      shape.put(key, JSON.readTree(entity.get(key).asString()).toString());
    }
    if (entity.has("physical_id")) {
      shape.put("physical_id", !entity.get("physical_id").isNull());
      shape.put("member", entity.get("index").asInt() > 0);
    }
    for (String key : List.of("init_at", "created_at", "updated_at")) {
      shape.put(key, !entity.get(key).isNull());
    }
    return shape;
  }

  static Map<String, @Nullable Object> shape(Event event) {
    Action action = event.action();
    Map<String, @Nullable Object> shape = new LinkedHashMap<>();
    shape.put("name", same(action.name()));
    shape.put("action", action.action());
    shape.put("status", action.status());
    shape.put("status_reason", action.statusReason());
    shape.put("timeout", String.valueOf(action.timeout().toSeconds()));
    shape.put("inputs", same(JSON.writeValueAsString(action.inputs())));
    shape.put("outputs", same(JSON.writeValueAsString(action.outputs())));
    shape.put("data", same(JSON.writeValueAsString(action.data())));
    shape.put("started", action.startTime().isPresent());
    shape.put("ended", action.endTime().isPresent());
    shape.put("entity", entityShape(action.entity().orElseThrow()));
    return shape;
  }

  private static Map<String, @Nullable Object> entityShape(Entity entity) {
    Map<String, @Nullable Object> shape = new LinkedHashMap<>();
    shape.put("name", same(entity.name()));
    shape.put("status", entity.status());
    shape.put("status_reason", same(entity.statusReason()));
    switch (entity) {
      case Cluster cluster -> {
        shape.put("min_size", String.valueOf(cluster.minSize()));
        shape.put("max_size", String.valueOf(cluster.maxSize()));
        shape.put("desired_capacity", String.valueOf(cluster.desiredCapacity()));
        shape.put("timeout", String.valueOf(cluster.timeout().toSeconds()));
        shape.put("metadata", JSON.writeValueAsString(cluster.metadata()));
        shape.put("dependents", JSON.writeValueAsString(cluster.dependents()));
      }
      case Node node -> {
        shape.put("role", node.role().orElse(null));
        shape.put("cluster_id", same(node.clusterId()));
        shape.put("metadata", JSON.writeValueAsString(node.metadata()));
        shape.put("dependents", JSON.writeValueAsString(node.dependents()));
        shape.put("physical_id", !node.physicalId().isEmpty());
        shape.put("member", node.index() > 0);
      }
    }
    shape.put("init_at", entity.initAt().isPresent());
    shape.put("created_at", entity.createdAt().isPresent());
    shape.put("updated_at", entity.updatedAt().isPresent());
    return shape;
  }

  /** A text without ids, random and recorded names, and the reasons of drivers. */
  private static String same(String text) {
    return text.replaceAll(UUID, "ID")
        .replaceAll("(_)[0-9a-f]{8}$", "$1ID")
        .replaceAll("node-[A-Za-z0-9]{8}", "node-NAME")
        .replaceAll("\\b(okA|failB)-", "")
        .replaceAll("(Failed in \\w+) (?:server|node)( 'ID')?: .*", "$1$2");
  }
}
