package io.senlin.spi;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One step of an action: an immutable snapshot of what happened, to whom, and when.
 *
 * <p>Two events are the same event exactly if their {@link Details#id() ids} are equal.
 */
public final class Event {
  private final Level level;
  private final Action action;
  private final Details details;

  /** The greater part of the JSON, kept from when it was first made; never handed out. */
  private volatile byte @Nullable [] jsonBody;

  public Event(Level level, Action action, Details details) {
    this(level, action, details, null);
  }

  private Event(Level level, Action action, Details details, byte @Nullable [] jsonBody) {
    this.level = Objects.requireNonNull(level, "level");
    this.action = Objects.requireNonNull(action, "action");
    this.details = Objects.requireNonNull(details, "details");
    this.jsonBody = jsonBody;
  }

  public Level level() {
    return level;
  }

  public Action action() {
    return action;
  }

  public Details details() {
    return details;
  }

  /**
   * This event at a place in a journal; all else stays the same. What was encoded of this one need
   * not be encoded again.
   */
  public Event at(long sequence, Instant timestamp) {
    return new Event(level, action, details.at(sequence, timestamp), jsonBody);
  }

  /**
   * The event as one line of JSON in UTF-8, without a line break: {@code id}, {@code sequence},
   * {@code timestamp}, {@code level}, {@code phase}, {@code reason}, {@code extra} and {@code
   * action} with its {@code entity}. Absent values are null. The form is stable: fields may be
   * added, none is renamed or removed.
   *
   * @return an array of the caller's own
   */
  public byte[] json() {
    byte[] body = jsonBody;
    if (body == null) {
      body = EventJson.body(this);
      jsonBody = body;
    }
    return EventJson.join(details, body);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Event event
        && level == event.level
        && action.equals(event.action)
        && details.equals(event.details);
  }

  @Override
  public int hashCode() {
    return details.id().hashCode();
  }

  @Override
  public String toString() {
    return "Event[level=" + level + ", action=" + action + ", details=" + details + "]";
  }
}
