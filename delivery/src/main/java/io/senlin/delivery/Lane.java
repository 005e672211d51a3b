package io.senlin.delivery;

import io.senlin.delivery.filter.EventFilter;
import io.senlin.delivery.filter.FilterFailed;
import io.senlin.journal.Journal;
import io.senlin.spi.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One dispatcher's way through one partition of the journal. Used by the dispatcher's thread only,
 * but for {@link #partition} and {@link #position}.
 */
final class Lane {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  /** How long the cursor may stay behind when nothing but filtered events went by. */
  private static final Duration LAZINESS = Duration.ofSeconds(1);

  private final Journal journal;
  private final String dispatcher;
  private final String partition;
  private final Absence absence;
  private volatile long position;
  private long stored;
  private boolean delivered;
  private long behindSince;

  Lane(Journal journal, String dispatcher, String partition, long position, Absence absence) {
    this.journal = journal;
    this.dispatcher = dispatcher;
    this.partition = partition;
    this.position = position;
    this.absence = absence;
    this.stored = position;
  }

  String partition() {
    return partition;
  }

  /** The sequence up to which everything is done. */
  long position() {
    return position;
  }

  /**
   * The next events; the batch is without events if the filter left all of them out, or the
   * dispatcher was off.
   *
   * @return empty if there are none yet
   * @throws FilterFailed if the filter has no answer for the very next event
   */
  Optional<Batch> next(int maxEvents, EventFilter filter, Meter meter) throws FilterFailed {
    List<Event> read = journal.read(partition, position, maxEvents);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    noticeGap(read.getFirst().details().sequence(), meter);
    List<Event> admitted = new ArrayList<>(read.size());
    long last = position;
    int filtered = 0;
    for (Event event : read) {
      if (absence.holds(event.details().sequence())) {
        last = absence.last();
        break;
      }
      try {
        if (filter.admits(event)) {
          admitted.add(event);
        } else {
          filtered++;
        }
      } catch (FilterFailed failed) {
        if (last == position) {
          throw failed;
        }
        break; // those before it first
      }
      last = event.details().sequence();
    }
    meter.filtered(filtered);
    return Optional.of(new Batch(this, admitted, last, false));
  }

  /** Notes that everything up to {@code sequence} is done. */
  void advance(long sequence, boolean anyDelivered) {
    if (position == stored) {
      behindSince = System.nanoTime();
    }
    position = sequence;
    delivered |= anyDelivered;
  }

  /** Stores the cursor, if events were delivered since it was stored, or if it is long behind. */
  void settle() {
    if (position != stored && (delivered || System.nanoTime() - behindSince > LAZINESS.toNanos())) {
      store();
    }
  }

  /** Stores the cursor, if it is behind. */
  void store() {
    if (position != stored) {
      journal.moveCursor(dispatcher, partition, position);
      stored = position;
      delivered = false;
    }
  }

  /** Keeps an event among the dead letters, and moves the cursor to it. */
  void bury(Event event, String reason) {
    journal.bury(dispatcher, partition, event, reason);
  }

  private void noticeGap(long first, Meter meter) {
    long missing = first - position - 1 - absence.between(position, first);
    if (missing > 0) {
      meter.missed(missing);
      log.warn(
          "dispatcher '{}' missed {} events, {} to {} of partition '{}': the journal's retention"
              + " deleted them before they were delivered",
          dispatcher,
          missing,
          position + 1,
          first - 1,
          partition);
      advance(first - 1, false);
    }
  }
}
