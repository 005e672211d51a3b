package io.senlin.delivery;

import io.senlin.journal.Journal;
import io.senlin.spi.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Makes {@link DispatcherStatus}es of what workers and the journal show. Thread-safe. */
final class StatusReader {
  private final Journal journal;
  private final InstantSource clock;

  StatusReader(Journal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /** What the journal shows of a dispatcher; nothing to speak of while it cannot be read. */
  private record Distance(long position, long head, long events, Optional<Duration> lag) {}

  /** The status of a dispatcher that is or was switched on. */
  DispatcherStatus of(
      String name,
      Optional<String> version,
      Meter meter,
      Optional<DispatcherState> instead,
      List<Lane> lanes) {
    Meter.Condition condition = meter.condition();
    DispatcherState state = instead.orElse(condition.state());
    boolean on = state != DispatcherState.DISABLED;
    Distance distance = distance(name, lanes);
    return new DispatcherStatus(
        name,
        state,
        version,
        distance.position(),
        distance.head(),
        on ? distance.events() : 0,
        on ? distance.lag() : Optional.of(Duration.ZERO),
        meter.delivered(),
        meter.filtered(),
        meter.retries(),
        meter.dead(),
        meter.missed(),
        condition.lastError(),
        condition.lastErrorAt(),
        on ? condition.nextAttempt() : Optional.empty(),
        condition.since());
  }

  /** The status of a dispatcher that was not switched on since the engine started. */
  DispatcherStatus ofUnused(String name, Optional<String> version, Meter meter) {
    try {
      meter.dead(journal.deadLetterCount(name));
    } catch (RuntimeException unavailable) {
      // a status is shown also while the database is away
    }
    return of(name, version, meter, Optional.of(DispatcherState.DISABLED), List.of());
  }

  private Distance distance(String name, List<Lane> lanes) {
    String own = journal.partition();
    try {
      long head = journal.head(own);
      if (lanes.isEmpty()) {
        long cursor = journal.cursor(name, own).orElse(head);
        Duration age = age(own, cursor, clock.instant());
        return new Distance(cursor, head, Math.max(0, head - cursor), Optional.of(age));
      }
      long events = 0;
      Duration longest = Duration.ZERO;
      for (Lane lane : lanes) {
        events += Math.max(0, journal.head(lane.partition()) - lane.position());
        Duration age = age(lane.partition(), lane.position(), clock.instant());
        longest = age.compareTo(longest) > 0 ? age : longest;
      }
      return new Distance(lanes.getFirst().position(), head, events, Optional.of(longest));
    } catch (RuntimeException unavailable) { // a status is shown also while the database is away
      long position = lanes.isEmpty() ? 0 : lanes.getFirst().position();
      return new Distance(position, position, 0, Optional.empty());
    }
  }

  /** The age of the first event after a position. */
  private Duration age(String partition, long position, Instant now) {
    List<Event> next = journal.read(partition, position, 1);
    Duration age =
        next.isEmpty()
            ? Duration.ZERO
            : Duration.between(next.getFirst().details().timestamp(), now);
    return age.isNegative() ? Duration.ZERO : age;
  }
}
