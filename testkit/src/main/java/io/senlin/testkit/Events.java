package io.senlin.testkit;

import io.senlin.spi.Event;
import io.senlin.spi.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events as a real engine makes them: one at will, one of every kind, strange ones, or an endless
 * stream from a seed. A stream is not thread-safe.
 */
public final class Events {
  /** The time of the first event of a stream. */
  public static final Instant EPOCH = Instant.parse("2026-11-22T17:20:15.000079Z");

  /** Every action of the engine. */
  public static final List<String> ACTIONS =
      List.of(
          "CLUSTER_CREATE",
          "CLUSTER_DELETE",
          "CLUSTER_UPDATE",
          "CLUSTER_RESIZE",
          "CLUSTER_SCALE_OUT",
          "CLUSTER_SCALE_IN",
          "CLUSTER_ADD_NODES",
          "CLUSTER_DEL_NODES",
          "CLUSTER_REPLACE_NODES",
          "CLUSTER_CHECK",
          "CLUSTER_RECOVER",
          "CLUSTER_OPERATION",
          "NODE_CREATE",
          "NODE_DELETE",
          "NODE_UPDATE",
          "NODE_JOIN",
          "NODE_LEAVE",
          "NODE_CHECK",
          "NODE_RECOVER",
          "NODE_OPERATION");

  private final SplittableRandom random;
  private final List<EventBuilder> pending = new ArrayList<>();
  private long sequence;

  private Events(long seed) {
    random = new SplittableRandom(seed);
  }

  /** An event to fill in: of the start of {@code action}, such as {@code CLUSTER_CREATE}. */
  public static EventBuilder of(String action) {
    EventBuilder event = new EventBuilder(action);
    return action.endsWith("_OPERATION")
        ? event.inputs(Map.of("operation", "reboot", "params", Map.of("type", "SOFT")))
        : event;
  }

  /**
   * An endless stream: sequences from 1, rising timestamps, actions that start, overlap and end,
   * one in eight with an error. The same seed gives the same events.
   */
  public static Events seeded(long seed) {
    return new Events(seed);
  }

  /** One event of every action and phase, in the order of {@link #ACTIONS}, as one engine would. */
  public static List<Event> ofEveryKind() {
    Events stream = seeded(20);
    List<Event> events = new ArrayList<>();
    for (String action : ACTIONS) {
      String id = stream.uuid().toString();
      String target = stream.uuid().toString();
      for (String phase : List.of("start", "end", "error")) {
        EventBuilder event = of(action).action(id).target(target);
        events.add(stream.placed(finished(event, phase)).build());
      }
    }
    for (Level level : List.of(Level.DEBUG, Level.WARNING, Level.CRITICAL)) {
      events.add(stream.placed(of("CLUSTER_CHECK").phase("error").level(level)).build());
    }
    return List.copyOf(events);
  }

  /**
   * Events that are rare but happen: without an entity, without phase and reason, with an emoji,
   * half a character, a reason of 70,000 characters, line breaks, deep extra fields.
   */
  public static List<Event> strange() {
    Events stream = seeded(21);
    Map<String, @Nullable Object> extra = new LinkedHashMap<>();
    extra.put("nothing", null);
    extra.put("deep", Map.of("list", List.of(1, 2.5, true, Map.of("key", "value"))));
    return List.of(
        stream.placed(of("NODE_DELETE").phase("end").entityGone()).build(),
        stream.placed(of("CLUSTER_UPDATE").phase("").reason("")).build(),
        stream.placed(of("NODE_CHECK").reason("it works 🎉 — naïve λ €")).build(),
        stream.placed(of("NODE_CHECK").reason("half a character: \ud83c!")).build(),
        stream.placed(of("NODE_CREATE").phase("error").reason("x".repeat(70_000))).build(),
        stream.placed(of("NODE_CREATE").reason("two\nlines,\ta tab, \"quotes\", a \\")).build(),
        stream.placed(of("CLUSTER_RESIZE").extra(extra)).build());
  }

  /** The next event of the stream. */
  public Event next() {
    if (pending.isEmpty() || (pending.size() < 8 && random.nextBoolean())) {
      String action = ACTIONS.get(random.nextInt(ACTIONS.size()));
      String id = uuid().toString();
      String target = uuid().toString();
      boolean derived = action.startsWith("NODE") && random.nextBoolean();
      String phase = random.nextInt(8) == 0 ? "error" : "end";
      pending.add(finished(begun(action, id, target, derived), phase));
      return placed(begun(action, id, target, derived)).build();
    }
    return placed(pending.remove(random.nextInt(pending.size()))).build();
  }

  /** The next {@code count} events of the stream. */
  public List<Event> next(int count) {
    List<Event> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      events.add(next());
    }
    return List.copyOf(events);
  }

  private static EventBuilder begun(String action, String id, String target, boolean derived) {
    EventBuilder event = of(action).action(id).target(target);
    return derived ? event.derived() : event;
  }

  private static EventBuilder finished(EventBuilder event, String phase) {
    return switch (phase) {
      case "end" -> event.phase(phase).reason("Completed.");
      case "error" -> event.phase(phase).level(Level.ERROR).reason("Failed in creating nodes.");
      default -> event.phase(phase);
    };
  }

  private EventBuilder placed(EventBuilder event) {
    sequence++;
    return event.id(uuid()).sequence(sequence).timestamp(EPOCH.plusNanos(sequence * 250_000));
  }

  private UUID uuid() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
