package io.senlin.journal;

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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes an event from its JSON. A field that is missing, as an older program did not write it, is
 * empty.
 */
@SuppressWarnings(
    "NullAway") // javac writes no null marks for the parameters of a compact constructor
final class EventDecoder {
  private EventDecoder() {}

  /** The event of {@code payload}, at its place in the journal. */
  static Event decode(byte[] payload, long sequence, Instant timestamp) {
    Fields json = new Fields(JsonReader.object(payload));
    Details details =
        new Details(
            UUID.fromString(json.text("id")),
            sequence,
            timestamp,
            json.text("phase"),
            json.text("reason"),
            json.map("extra"));
    return new Event(Level.of((int) json.number("level")), action(json.fields("action")), details);
  }

  private static Action action(Fields json) {
    Map<String, @Nullable Object> entity = json.map("entity");
    return new Action(
        json.text("id"),
        json.text("name"),
        json.text("action"),
        json.text("target"),
        json.text("cause"),
        json.text("status"),
        json.text("status_reason"),
        json.map("inputs"),
        json.map("outputs"),
        json.map("data"),
        json.instant("start_time"),
        json.instant("end_time"),
        json.seconds("timeout"),
        json.instant("created_at"),
        json.instant("updated_at"),
        new Context(
            json.text("user"),
            json.text("project"),
            json.optionalText("domain"),
            json.text("request_id")),
        entity.isEmpty() ? Optional.empty() : Optional.of(entity(new Fields(entity))));
  }

  private static Entity entity(Fields json) {
    return json.text("type").equals("NODE") ? node(json) : cluster(json);
  }

  private static Node node(Fields json) {
    return new Node(
        json.text("id"),
        json.text("name"),
        json.text("profile_id"),
        json.text("cluster_id"),
        json.text("physical_id"),
        (int) json.number("index"),
        json.optionalText("role"),
        json.text("status"),
        json.text("status_reason"),
        json.map("metadata"),
        json.map("data"),
        json.map("dependents"),
        json.text("user"),
        json.text("project"),
        json.optionalText("domain"),
        json.instant("init_at"),
        json.instant("created_at"),
        json.instant("updated_at"));
  }

  private static Cluster cluster(Fields json) {
    return new Cluster(
        json.text("id"),
        json.text("name"),
        json.text("profile_id"),
        (int) json.number("min_size"),
        (int) json.number("max_size"),
        (int) json.number("desired_capacity"),
        json.seconds("timeout"),
        json.text("status"),
        json.text("status_reason"),
        json.map("metadata"),
        json.map("data"),
        json.map("dependents"),
        json.text("user"),
        json.text("project"),
        json.optionalText("domain"),
        json.instant("init_at"),
        json.instant("created_at"),
        json.instant("updated_at"));
  }

  /** The fields of one JSON object. */
  private record Fields(Map<String, @Nullable Object> map) {
    String text(String name) {
      return optionalText(name).orElse("");
    }

    Optional<String> optionalText(String name) {
      return map.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    long number(String name) {
      return map.get(name) instanceof Number number ? number.longValue() : 0;
    }

    Duration seconds(String name) {
      return Duration.ofSeconds(number(name));
    }

    Optional<Instant> instant(String name) {
      return optionalText(name).map(Instant::parse);
    }

    @SuppressWarnings("unchecked") // every object of JsonReader is such a map
    Map<String, @Nullable Object> map(String name) {
      return map.get(name) instanceof Map<?, ?> inner
          ? (Map<String, @Nullable Object>) inner
          : Map.of();
    }

    Fields fields(String name) {
      return new Fields(map(name));
    }
  }
}
