package io.senlin.journal;

import io.senlin.journal.JournalTable.Position;
import io.senlin.spi.Event;
import io.senlin.store.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The partition this engine appends to: gives out places, and keeps the newest events in memory.
 *
 * <p>Places are given by the store's one writer just before a commit, counted from the newest
 * committed event. If that commit fails nothing has moved, and the same places are given again: so
 * there are no gaps. A commit may also have been done although it seemed to fail, if a connection
 * broke at that moment; so after a failure the table is asked where it stands. Thread-safe.
 */
final class OwnPartition {
  private static final long RECENT_BYTES = 8L << 20;

  private final JournalTable table;
  private final String name;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moreEvents = lock.newCondition();
  private Recent recent; // guarded by lock
  private volatile Position newest;
  private boolean suspect; // only the writer's thread touches it

  OwnPartition(JournalTable table, String name, InstantSource clock, Position newest) {
    this.table = table;
    this.name = name;
    this.clock = clock;
    this.newest = newest;
    this.recent = new Recent(newest.sequence(), RECENT_BYTES);
  }

  String name() {
    return name;
  }

  long head() {
    return newest.sequence();
  }

  /** Gives the drafts their places after the newest committed event, and inserts them. */
  List<Appended> insert(Session session, List<Draft> drafts) throws SQLException {
    if (suspect) {
      catchUp(session);
    }
    Position last = newest;
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<Appended> appended = new ArrayList<>(drafts.size());
    List<@Nullable Object[]> rows = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      Instant next = last.timestamp().plus(1, ChronoUnit.MICROS);
      last = new Position(last.sequence() + 1, now.isAfter(next) ? now : next);
      rows.add(table.row(name, last.sequence(), last.timestamp(), draft.payload()));
      appended.add(
          new Appended(draft.at(last.sequence(), last.timestamp()), draft.payload().length));
    }
    table.insert(session, rows);
    return appended;
  }

  /** What {@link #insert} returned is not committed, as far as is known. */
  void suspect() {
    suspect = true;
  }

  private void catchUp(Session session) throws SQLException {
    Position found = table.newest(session, name).orElse(Position.START);
    if (found.sequence() <= newest.sequence()) {
      return;
    }
    lock.lock();
    try {
      recent = new Recent(found.sequence(), RECENT_BYTES);
      newest = found;
      moreEvents.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What {@link #insert} returned is durable. */
  void committed(List<Appended> appended) {
    suspect = false;
    lock.lock();
    try {
      for (Appended next : appended) {
        recent.add(next.event(), next.bytes());
      }
      Event last = appended.getLast().event();
      newest = new Position(last.details().sequence(), last.details().timestamp());
      moreEvents.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The next events, if they are all in memory. */
  Optional<List<Event>> recentAfter(long sequence, int maxEvents) {
    lock.lock();
    try {
      return recent.holdsAllAfter(sequence)
          ? Optional.of(recent.after(sequence, maxEvents))
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  boolean awaitAfter(long sequence, Duration limit) throws InterruptedException {
    long nanos = limit.toNanos();
    lock.lockInterruptibly();
    try {
      while (newest.sequence() <= sequence) {
        if (nanos <= 0) {
          return false;
        }
        nanos = moreEvents.awaitNanos(nanos);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
