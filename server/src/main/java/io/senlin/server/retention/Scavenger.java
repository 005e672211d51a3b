package io.senlin.server.retention;

import io.senlin.dispatchers.database.EventTable;
import io.senlin.engine.EndedActions;
import io.senlin.server.assembly.OwnedThread;
import io.senlin.store.Store;
import io.senlin.store.StoreException;
import io.senlin.store.retention.AgeingTable;
import io.senlin.store.retention.Archive;
import io.senlin.store.retention.Expired;
import io.senlin.store.retention.Purge;
import io.senlin.store.retention.RetentionRuns;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes events and actions that are too old, on a thread of its own: at the start and then every
 * ten minutes, if no other engine on the same database does. The journal is none of its business.
 */
public final class Scavenger {
  private static final Logger LOG = LoggerFactory.getLogger(Scavenger.class);
  private static final Duration BETWEEN_RUNS = Duration.ofMinutes(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(10);

  private final Store store;
  private final RetentionRuns runs;
  private final InstantSource clock;
  private final Duration events;
  private final Duration actions;
  private boolean failing;

  private Scavenger(
      Store store, RetentionRuns runs, InstantSource clock, Duration events, Duration actions) {
    this.store = store;
    this.runs = runs;
    this.clock = clock;
    this.events = events;
    this.actions = actions;
  }

  /**
   * Starts the thread.
   *
   * @param runs where turns are taken, and what was done is noted
   * @param events how long events are kept; zero for ever
   * @param actions how long actions are kept; zero for ever
   */
  public static OwnedThread start(
      Store store, RetentionRuns runs, InstantSource clock, Duration events, Duration actions) {
    Scavenger scavenger = new Scavenger(store, runs, clock, events, actions);
    return OwnedThread.start("retention", scavenger::run);
  }

  private void run() throws InterruptedException {
    while (true) {
      try {
        if (runs.begin(BETWEEN_RUNS)) {
          clean();
        }
        failing = false;
      } catch (StoreException failure) {
        if (!failing) {
          LOG.warn("old events and actions stay for now; tried again: {}", failure.getMessage());
        }
        failing = true;
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  private void clean() throws InterruptedException {
    Tally tally = new Tally();
    Optional<String> error = Optional.of("the engine stopped");
    try {
      clean(EventTable.AGEING, events, tally::events);
      clean(EndedActions.TABLE, actions, tally::actions);
      error = Optional.empty();
    } catch (StoreException failure) {
      error = Optional.of(String.valueOf(failure.getMessage()));
      throw failure;
    } finally {
      runs.end(tally.events, tally.actions, error);
    }
    if (tally.events + tally.actions > 0) {
      LOG.info(
          "{} events beyond event_retention and {} actions beyond action_retention were deleted",
          tally.events,
          tally.actions);
    }
  }

  private <R> void clean(AgeingTable<R> table, Duration age, LongConsumer progress)
      throws InterruptedException {
    if (!age.isZero()) {
      Expired expired = Expired.before(clock.instant().minus(age));
      new Purge<>(store, table).run(expired, Archive.none(), progress);
    }
  }

  /** What a run has deleted; now and then it says so, which keeps its turn. */
  private final class Tally {
    private long events;
    private long actions;
    private Instant reported = clock.instant();

    void events(long gone) {
      events = gone;
      report();
    }

    void actions(long gone) {
      actions = gone;
      report();
    }

    private void report() {
      Instant now = clock.instant();
      if (Duration.between(reported, now).compareTo(BETWEEN_REPORTS) >= 0) {
        reported = now;
        runs.progress(events, actions);
      }
    }
  }
}
