package io.senlin.store.retention;

import io.senlin.store.Row;
import io.senlin.store.Session;
import io.senlin.store.Store;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The one row of the table {@code retention}: whose turn it is to delete what is too old, and what
 * came of the last run. A turn is a lease, which its holder renews while it works; so of the
 * engines on one database one works at a time, and another takes over if it dies. Should clocks
 * differ by more than a lease and two work at once, that does no harm. Thread-safe.
 */
public final class RetentionRuns {
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final Store store;
  private final InstantSource clock;
  private final String engine;

  /**
   * The runs on a database.
   *
   * @param engine what this engine is called
   */
  public RetentionRuns(Store store, InstantSource clock, String engine) {
    this.store = store;
    this.clock = clock;
    this.engine = engine;
  }

  /**
   * Takes the turn for a new run.
   *
   * @param pause how long after the beginning of the last run the next one begins
   * @return false if it is not time yet, or another engine is at it
   */
  public boolean begin(Duration pause) {
    Instant now = clock.instant();
    return store.write(
            session ->
                session.update(
                    "UPDATE retention SET engine = ?, leased_until = ?, began_at = ?,"
                        + " ended_at = NULL, events = 0, actions = 0, error = NULL WHERE id = 1"
                        + " AND (began_at IS NULL OR began_at <= ?)"
                        + " AND (leased_until IS NULL OR leased_until <= ?)",
                    engine,
                    now.plus(LEASE),
                    now,
                    now.minus(pause),
                    now))
        == 1;
  }

  /** How far the run of this engine is; renews the lease. */
  public void progress(long events, long actions) {
    Instant until = clock.instant().plus(LEASE);
    var _ =
        store.write(
            session ->
                session.update(
                    "UPDATE retention SET events = ?, actions = ?, leased_until = ?"
                        + " WHERE id = 1 AND engine = ?",
                    events,
                    actions,
                    until,
                    engine));
  }

  /** The run of this engine is over. */
  public void end(long events, long actions, Optional<String> error) {
    Instant now = clock.instant();
    var _ =
        store.write(
            session ->
                session.update(
                    "UPDATE retention SET events = ?, actions = ?, error = ?, ended_at = ?,"
                        + " leased_until = NULL WHERE id = 1 AND engine = ?",
                    events,
                    actions,
                    error.orElse(null),
                    now,
                    engine));
  }

  /** The last run, of any engine; empty if there was none yet. */
  public Optional<RetentionRun> last() {
    return store.read(RetentionRuns::last);
  }

  private static Optional<RetentionRun> last(Session session) throws SQLException {
    return session.first("SELECT * FROM retention WHERE began_at IS NOT NULL", RetentionRuns::run);
  }

  private static RetentionRun run(Row row) throws SQLException {
    Instant beganAt = row.instant("began_at");
    return new RetentionRun(
        row.text("engine"),
        beganAt,
        row.optionalInstant("ended_at").map(end -> Duration.between(beganAt, end)),
        row.number("events"),
        row.number("actions"),
        row.optionalText("error"));
  }
}
