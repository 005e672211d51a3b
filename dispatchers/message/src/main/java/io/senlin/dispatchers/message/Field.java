package io.senlin.dispatchers.message;

import io.senlin.spi.Event;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One field of a payload, declared once: from this come the notification and its schema.
 *
 * @param nullable whether it may be null although its cluster or node is there
 * @param nested the payload it holds, if it holds one
 * @param value takes it from an event: a String, Number, Instant, Map or Payload, as {@code kind}
 *     says, or null
 */
record Field(
    String name,
    Kind kind,
    boolean nullable,
    Optional<Payload> nested,
    Function<Event, ? extends @Nullable Object> value) {

  /** What a field holds, and how it is written. */
  enum Kind {
    TEXT,
    INTEGER,
    /** An instant as {@code 2026-11-22T17:20:11Z}. */
    INSTANT,
    /** An instant as {@code 2026-11-22T17:20:11.249986Z}. */
    PRECISE_INSTANT,
    /** An instant as {@code 1795368011.249986}. */
    EPOCH_SECONDS,
    /** An object as a text of JSON. */
    JSON_TEXT,
    /** Another payload. */
    PAYLOAD,
    /** A field of Senlin's that never has a value. */
    NOTHING
  }

  static Field of(String name, Kind kind, Function<Event, ? extends @Nullable Object> value) {
    return new Field(name, kind, false, Optional.empty(), value);
  }

  static Field orNull(String name, Kind kind, Function<Event, ? extends @Nullable Object> value) {
    return new Field(name, kind, true, Optional.empty(), value);
  }

  static Field payload(String name, Payload payload) {
    return new Field(name, Kind.PAYLOAD, false, Optional.of(payload), event -> payload);
  }

  static Field nothing(String name) {
    return new Field(name, Kind.NOTHING, true, Optional.empty(), event -> null);
  }
}
