package io.senlin.dispatchers.message;

import io.senlin.spi.Action;
import io.senlin.spi.Cluster;
import io.senlin.spi.Context;
import io.senlin.spi.Details;
import io.senlin.spi.Entity;
import io.senlin.spi.Event;
import io.senlin.spi.Level;
import io.senlin.spi.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes docs/notifications.md: every event type with a sample, and the schemas. */
final class NotificationsPage {
  private static final List<String> ACTIONS =
      List.of(
          "CLUSTER_CREATE",
          "CLUSTER_DELETE",
          "CLUSTER_UPDATE",
          "CLUSTER_ADD_NODES",
          "CLUSTER_DEL_NODES",
          "CLUSTER_REPLACE_NODES",
          "CLUSTER_RESIZE",
          "CLUSTER_SCALE_OUT",
          "CLUSTER_SCALE_IN",
          "CLUSTER_CHECK",
          "CLUSTER_RECOVER",
          "CLUSTER_ATTACH_POLICY",
          "CLUSTER_UPDATE_POLICY",
          "CLUSTER_DETACH_POLICY",
          "CLUSTER_OPERATION",
          "NODE_CREATE",
          "NODE_DELETE",
          "NODE_UPDATE",
          "NODE_JOIN",
          "NODE_LEAVE",
          "NODE_CHECK",
          "NODE_RECOVER",
          "NODE_OPERATION");
  private static final Map<String, Level> PHASES = new LinkedHashMap<>();
  private static final Instant TIME = Instant.parse("2026-11-22T17:20:15.979151Z");
  private static final String CLUSTER_ID = "0d7f0485-57c7-4ac7-b00c-fcf9e2396203";
  private static final String NODE_ID = "8ad08b0b-6e32-428a-9570-f6514f886ced";
  private static final String USER = "d520698f96d84096ad7406bacff0f172";
  private static final String PROJECT = "b387bf7534b24c45962391619dd2e490";
  private static final String PROFILE = "9b9e8f2f-ceb2-49dc-ba3a-9fff444d76dc";

  static {
    PHASES.put("start", Level.INFO);
    PHASES.put("end", Level.INFO);
    PHASES.put("error", Level.ERROR);
  }

  private NotificationsPage() {}

  /** Every payload there is. */
  static List<Payload> payloads() {
    List<Payload> payloads = new ArrayList<>();
    for (String action : List.of("CLUSTER_CREATE", "NODE_CREATE")) {
      Payload whole = Payloads.of(event(action, "start", Level.INFO), true);
      payloads.add(whole);
      whole.fields().stream()
          .flatMap(it -> it.nested().stream())
          .filter(it -> !payloads.contains(it))
          .forEach(payloads::add);
    }
    return payloads;
  }

  static String text(String introduction) {
    StringBuilder page = new StringBuilder(introduction);
    page.append("\n## Event types\n\n| event type | priority | queue |\n|---|---|---|\n");
    each(
        event ->
            page.append(
                "| `%s` | %s | `versioned_notifications.%s` |%n"
                    .formatted(
                        NotificationWriter.eventType(event),
                        NotificationWriter.priority(event.level()),
                        NotificationWriter.routingPriority(event.level()))));
    NotificationWriter writer = new NotificationWriter("lab-host", true);
    page.append("\n## One message in full\n\nThe body of a `node.create.end`:\n\n```json\n")
        .append(Golden.ascii(writer.bare(event("NODE_CREATE", "end", Level.INFO))))
        .append("\n```\n\n## Samples\n\nThe `payload` of each event type.\n");
    each(
        event ->
            page.append("\n`%s`\n\n```json\n".formatted(NotificationWriter.eventType(event)))
                .append(
                    PythonJson.text(
                        Golden.JSON.convertValue(
                            Golden.JSON.readTree(writer.bare(event)).get("payload"), Map.class)))
                .append("\n```\n"));
    page.append("\n## Schemas\n\nJSON Schema 2020-12 of `payload`, for clusters and for nodes.\n");
    for (String action : List.of("CLUSTER_CREATE", "NODE_CREATE")) {
      page.append("\n```json\n").append(schema(action)).append("\n```\n");
    }
    return page.toString();
  }

  private static void each(java.util.function.Consumer<Event> use) {
    for (String action : ACTIONS) {
      PHASES.forEach((phase, level) -> use.accept(event(action, phase, level)));
    }
  }

  /** The schema of the payload of an action. */
  static String schema(String action) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.putAll(schema(Payloads.of(event(action, "start", Level.INFO), true)));
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(schema);
  }

  private static Map<String, Object> schema(Payload payload) {
    Map<String, Object> data = new LinkedHashMap<>();
    payload.fields().forEach(field -> data.put(field.name(), schema(field, payload)));
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("senlin_object.name", Map.of("const", payload.name()));
    envelope.put("senlin_object.namespace", Map.of("const", "senlin"));
    envelope.put("senlin_object.version", Map.of("const", payload.version()));
    envelope.put("senlin_object.data", object(data));
    return object(envelope);
  }

  private static Map<String, Object> object(Map<String, Object> properties) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", "object");
    object.put("required", List.copyOf(properties.keySet()));
    object.put("properties", properties);
    return object;
  }

  private static Map<String, Object> schema(Field field, Payload payload) {
    if (field.nested().isPresent()) {
      return schema(field.nested().get());
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    String type =
        switch (field.kind()) {
          case TEXT, INSTANT, PRECISE_INSTANT, JSON_TEXT -> "string";
          case INTEGER -> "integer";
          case EPOCH_SECONDS -> "number";
          case PAYLOAD -> "object";
          case NOTHING -> "null";
        };
    boolean mayBeGone =
        (payload.equals(Payloads.CLUSTER) || payload.equals(Payloads.NODE))
            && !field.name().equals("id");
    schema.put(
        "type",
        (field.nullable() || mayBeGone) && !type.equals("null") ? List.of(type, "null") : type);
    switch (field.kind()) {
      case INSTANT, PRECISE_INSTANT -> schema.put("format", "date-time");
      case JSON_TEXT -> {
        schema.put("contentMediaType", "application/json");
        schema.put("contentSchema", Map.of("type", "object"));
      }
      case TEXT, INTEGER, EPOCH_SECONDS, PAYLOAD, NOTHING -> {}
    }
    return schema;
  }

  static Event event(String action, String phase, Level level) {
    boolean node = action.startsWith("NODE_");
    String target = node ? NODE_ID : CLUSTER_ID;
    UUID id = new UUID(0x0f87c1727d72492fL, 0x94afa0e8b0a926eeL);
    Map<String, Object> inputs =
        action.endsWith("_OPERATION") ? Map.of("operation", "reboot") : Map.of();
    return new Event(
        level,
        new Action(
            "ddfa8e50-577d-4e4c-8059-274bd82b001d",
            action.toLowerCase(Locale.ROOT) + "_" + target.substring(0, 8),
            action,
            target,
            Action.REQUESTED,
            "RUNNING",
            "The action is being processed.",
            inputs,
            Map.of(),
            Map.of(),
            Optional.of(TIME.minusMillis(170)),
            Optional.empty(),
            Duration.ofHours(1),
            Optional.of(TIME.minusSeconds(1)),
            Optional.empty(),
            new Context(
                USER, PROJECT, Optional.empty(), "req-3a634fde-9ca1-43bb-9f13-6aef091580a3"),
            Optional.of(node ? node() : cluster())),
        new Details(
            id, 42, TIME, phase, phase.equals("start") ? "ddfa8e50" : "What happened.", Map.of()));
  }

  private static Entity cluster() {
    return new Cluster(
        CLUSTER_ID,
        "web",
        PROFILE,
        0,
        -1,
        2,
        Duration.ofHours(1),
        "ACTIVE",
        "CLUSTER_CREATE: number of active nodes is equal or above desired_capacity (2).",
        Map.of("tier", "web"),
        Map.of(),
        Map.of(),
        USER,
        PROJECT,
        Optional.empty(),
        Optional.of(TIME.minusSeconds(9)),
        Optional.of(TIME.minusSeconds(5)),
        Optional.empty());
  }

  private static Entity node() {
    return new Node(
        NODE_ID,
        "node-k2fHnKIf",
        PROFILE,
        CLUSTER_ID,
        "f033a087-3aed-4382-99cc-d2bd2e5c1424",
        1,
        Optional.of(""),
        "ACTIVE",
        "Creation succeeded",
        Map.of(),
        Map.of("placement", Map.of("zone", "ZONE1")),
        Map.of(),
        USER,
        PROJECT,
        Optional.empty(),
        Optional.of(TIME.minusSeconds(9)),
        Optional.of(TIME.minusSeconds(5)),
        Optional.empty());
  }
}
