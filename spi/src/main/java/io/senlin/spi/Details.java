package io.senlin.spi;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of an event besides its level and its action.
 *
 * @param id the event's own id. It never changes, over retries, restarts and replays: a sink
 *     recognises a duplicate by it
 * @param sequence the event's place in the journal; it rises with every event of one engine
 * @param timestamp when the event was committed, in microseconds; rises strictly with {@code
 *     sequence}
 * @param phase where in its life the action is: {@code start}, {@code end}, {@code error}; empty
 *     when the event has none
 * @param reason a text for people; often empty
 * @param extra more fields that deserve attention, rarely any; JSON-like values
 */
public record Details(
    UUID id,
    long sequence,
    Instant timestamp,
    String phase,
    String reason,
    Map<String, @Nullable Object> extra) {

  public Details {
    extra = Values.copy(extra);
  }

  @SuppressWarnings("NullAway") // the extra fields may hold null
  Details at(long place, Instant time) {
    return new Details(id, place, time, phase, reason, extra);
  }
}
