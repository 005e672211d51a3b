package io.senlin.spi;

/**
 * One step of an action: an immutable snapshot of what happened, to whom, and when.
 *
 * <p>Two events are the same event exactly if their {@link Details#id() ids} are equal.
 */
public record Event(Level level, Action action, Details details) {

  /**
   * The event as one line of JSON in UTF-8, without a line break: {@code id}, {@code sequence},
   * {@code timestamp}, {@code level}, {@code phase}, {@code reason}, {@code extra} and {@code
   * action} with its {@code entity}. Absent values are null. The form is stable: fields may be
   * added, none is renamed or removed.
   */
  public byte[] json() {
    return EventJson.encode(this);
  }
}
