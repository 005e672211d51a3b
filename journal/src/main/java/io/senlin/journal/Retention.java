package io.senlin.journal;

import io.senlin.journal.JournalTable.Position;
import io.senlin.store.Session;
import io.senlin.store.Store;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;

/** Deletes events that nobody needs any more. Thread-safe. */
final class Retention {
  private static final int BATCH = 500;
  private static final int SAMPLE = 1_000;

  private final Store store;
  private final JournalTable table;
  private final Cursors cursors;

  Retention(Store store, JournalTable table, Cursors cursors) {
    this.store = store;
    this.table = table;
    this.cursors = cursors;
  }

  /** See {@link Journal#retain}. The size is estimated: the number of events times a mean size. */
  Retained run(String partition, Instant keepFrom, long maxBytes, Set<String> enabled) {
    Plan plan = store.read(session -> plan(session, partition, keepFrom, maxBytes, enabled));
    long deleted = 0;
    for (long done = plan.tail() - 1; done < plan.deletable(); ) {
      long upTo = Math.min(done + BATCH, plan.deletable());
      deleted += store.write(session -> table.deleteUpTo(session, partition, upTo));
      done = upTo;
    }
    return new Retained(
        deleted, Math.max(0, plan.wanted() - Math.max(plan.deletable(), plan.tail() - 1)));
  }

  private Plan plan(
      Session session, String partition, Instant keepFrom, long maxBytes, Set<String> enabled)
      throws SQLException {
    Position newest = table.newest(session, partition).orElse(Position.START);
    long tail =
        table
            .oldestFrom(session, partition, 0)
            .map(Position::sequence)
            .orElse(newest.sequence() + 1);
    long tooOld = firstFrom(session, partition, keepFrom) - 1;
    long mean = table.meanBytes(session, partition, newest.sequence() - SAMPLE);
    long tooMany = mean == 0 ? 0 : newest.sequence() - maxBytes / mean;
    // the newest event always stays: the next one is counted from it
    long wanted = Math.min(Math.max(tooOld, tooMany), newest.sequence() - 1);
    return new Plan(tail, wanted, Math.min(wanted, doneByAll(session, partition, enabled)));
  }

  private long doneByAll(Session session, String partition, Set<String> enabled)
      throws SQLException {
    long done = Long.MAX_VALUE;
    if (Partitions.isFree(session, partition)) {
      return done;
    }
    for (String dispatcher : enabled) {
      OptionalLong cursor = cursors.get(session, dispatcher, partition);
      done = Math.min(done, cursor.orElse(0)); // one that has not begun needs everything
    }
    return done;
  }

  /**
   * The sequence of the first event at or after {@code time}; that of the newest + 1 if there is
   * none. Times rise with sequences, so halving finds it without an index.
   */
  long firstFrom(Session session, String partition, Instant time) throws SQLException {
    long high = table.newest(session, partition).map(Position::sequence).orElse(0L) + 1;
    long low = table.oldestFrom(session, partition, 0).map(Position::sequence).orElse(high);
    while (low < high) {
      long middle = (low + high) >>> 1;
      Position found = table.oldestFrom(session, partition, middle).orElse(Position.START);
      if (found.timestamp().isBefore(time)) {
        low = found.sequence() + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * What to delete.
   *
   * @param wanted the last event beyond age or size
   * @param deletable the last of these that every enabled dispatcher has done
   */
  private record Plan(long tail, long wanted, long deletable) {}
}
