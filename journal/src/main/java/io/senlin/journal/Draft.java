package io.senlin.journal;

import io.senlin.spi.Action;
import io.senlin.spi.Details;
import io.senlin.spi.Event;
import io.senlin.spi.Level;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that still lacks its sequence and timestamp. Making one does the costly part of
 * appending, the encoding; do it before {@code Store.write} where the event is known by then, and
 * the writer's thread is spared.
 */
public final class Draft {
  private final Event event;
  private final byte[] payload;

  private Draft(Event event) {
    this.event = event;
    this.payload = event.json();
  }

  /** A draft with an id of its own. */
  @SuppressWarnings({
    "unchecked", // Details copies the map and only reads it
    "NullAway" // javac writes no null marks for the parameters of a compact constructor
  })
  public static Draft of(
      Level level,
      Action action,
      String phase,
      String reason,
      Map<String, ? extends @Nullable Object> extra) {
    Map<String, @Nullable Object> fields = (Map<String, @Nullable Object>) extra;
    Details details = new Details(UUID.randomUUID(), 0, Instant.EPOCH, phase, reason, fields);
    return new Draft(new Event(level, action, details));
  }

  /** The id the event has, and will keep. */
  public UUID id() {
    return event.details().id();
  }

  /** What is stored. */
  byte[] payload() {
    return payload;
  }

  Event at(long sequence, Instant timestamp) {
    return event.at(sequence, timestamp);
  }
}
