package io.senlin.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Writes the JSON form of an event. Its field names are a promise to every consumer. */
final class EventJson {
  /** Enough for most bodies. */
  private static final int BODY_BYTES = 2048;

  /** Enough for every head. */
  private static final int HEAD_BYTES = 128;

  private EventJson() {}

  /** What follows the head; it does not depend on the event's place in the journal. */
  static byte[] body(Event event) {
    JsonWriter out = new JsonWriter(BODY_BYTES);
    Details details = event.details();
    out.raw(",\"level\":").number(event.level().value());
    out.raw(",\"phase\":").text(details.phase());
    out.raw(",\"reason\":").text(details.reason());
    out.raw(",\"extra\":").map(details.extra());
    out.raw(",\"action\":");
    action(out, event.action());
    return out.raw("}").toBytes();
  }

  /** The whole: the head of an event, which names it and its place, and a body. */
  static byte[] join(Details details, byte[] body) {
    JsonWriter out = new JsonWriter(HEAD_BYTES + body.length);
    out.raw("{\"id\":\"").raw(details.id().toString());
    out.raw("\",\"sequence\":").number(details.sequence());
    out.raw(",\"timestamp\":").instant(details.timestamp());
    return out.bytes(body).toBytes();
  }

  private static void action(JsonWriter out, Action action) {
    out.raw("{\"id\":").text(action.id());
    out.raw(",\"name\":").text(action.name());
    out.raw(",\"action\":").text(action.action());
    out.raw(",\"target\":").text(action.target());
    out.raw(",\"cause\":").text(action.cause());
    out.raw(",\"status\":").text(action.status());
    out.raw(",\"status_reason\":").text(action.statusReason());
    out.raw(",\"inputs\":").map(action.inputs());
    out.raw(",\"outputs\":").map(action.outputs());
    out.raw(",\"data\":").map(action.data());
    out.raw(",\"start_time\":");
    instant(out, action.startTime());
    out.raw(",\"end_time\":");
    instant(out, action.endTime());
    out.raw(",\"timeout\":").number(seconds(action.timeout()));
    out.raw(",\"created_at\":");
    instant(out, action.createdAt());
    out.raw(",\"updated_at\":");
    instant(out, action.updatedAt());
    Context context = action.context();
    out.raw(",\"user\":").text(context.user());
    out.raw(",\"project\":").text(context.project());
    out.raw(",\"domain\":");
    text(out, context.domain());
    out.raw(",\"request_id\":").text(context.requestId());
    out.raw(",\"entity\":");
    if (action.entity().isPresent()) {
      entity(out, action.entity().get());
    } else {
      out.raw("null");
    }
    out.raw("}");
  }

  private static void entity(JsonWriter out, Entity entity) {
    switch (entity) {
      case Cluster cluster -> {
        out.raw("{\"type\":\"CLUSTER\"");
        common(out, cluster);
        out.raw(",\"min_size\":").number(cluster.minSize());
        out.raw(",\"max_size\":").number(cluster.maxSize());
        out.raw(",\"desired_capacity\":").number(cluster.desiredCapacity());
        out.raw(",\"timeout\":").number(seconds(cluster.timeout()));
      }
      case Node node -> {
        out.raw("{\"type\":\"NODE\"");
        common(out, node);
        out.raw(",\"cluster_id\":").text(node.clusterId());
        out.raw(",\"physical_id\":").text(node.physicalId());
        out.raw(",\"index\":").number(node.index());
        out.raw(",\"role\":");
        text(out, node.role());
      }
    }
    out.raw("}");
  }

  private static void common(JsonWriter out, Entity entity) {
    out.raw(",\"id\":").text(entity.id());
    out.raw(",\"name\":").text(entity.name());
    out.raw(",\"profile_id\":").text(entity.profileId());
    out.raw(",\"status\":").text(entity.status());
    out.raw(",\"status_reason\":").text(entity.statusReason());
    out.raw(",\"metadata\":").map(entity.metadata());
    out.raw(",\"data\":").map(entity.data());
    out.raw(",\"dependents\":").map(entity.dependents());
    out.raw(",\"user\":").text(entity.user());
    out.raw(",\"project\":").text(entity.project());
    out.raw(",\"domain\":");
    text(out, entity.domain());
    out.raw(",\"init_at\":");
    instant(out, entity.initAt());
    out.raw(",\"created_at\":");
    instant(out, entity.createdAt());
    out.raw(",\"updated_at\":");
    instant(out, entity.updatedAt());
  }

  private static void text(JsonWriter out, Optional<String> value) {
    if (value.isPresent()) {
      out.text(value.get());
    } else {
      out.raw("null");
    }
  }

  private static void instant(JsonWriter out, Optional<Instant> value) {
    if (value.isPresent()) {
      out.instant(value.get());
    } else {
      out.raw("null");
    }
  }

  private static long seconds(Duration duration) {
    return duration.toSeconds();
  }
}
