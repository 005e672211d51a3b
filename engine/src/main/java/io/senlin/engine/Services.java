package io.senlin.engine;

import io.senlin.store.Row;
import io.senlin.store.Session;
import io.senlin.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table {@code service}: each engine reports in it that it is alive. */
final class Services implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Services.class);
  private static final String BINARY = "senlin-engine";

  private final Core core;
  private final ScheduledThreadPoolExecutor timer;
  private volatile boolean failing;

  Services(Core core) {
    this.core = core;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("senlin-heartbeat").factory());
  }

  /** Reports in for the first time, and from then on at each interval. */
  void start() {
    Instant now = core.now();
    core.store()
        .write(
            tx ->
                tx.update(
                    "INSERT INTO service (id, host, \"binary\", topic, disabled, created_at,"
                        + " updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    core.engineId(),
                    core.settings().host(),
                    BINARY,
                    BINARY,
                    false,
                    now,
                    now));
    long millis = core.settings().reportInterval().toMillis();
    var _ = timer.scheduleAtFixedRate(this::report, millis, millis, TimeUnit.MILLISECONDS);
  }

  private void report() {
    try {
      core.store()
          .write(
              tx ->
                  tx.update(
                      "UPDATE service SET updated_at = ? WHERE id = ?",
                      core.now(),
                      core.engineId()));
      failing = false;
    } catch (StoreException unavailable) {
      if (!failing) {
        LOG.warn("cannot report that this engine is alive: {}", unavailable.getMessage());
      }
      failing = true;
    }
  }

  List<ServiceRecord> list() {
    return core.store()
        .read(tx -> tx.query("SELECT * FROM service ORDER BY host, created_at, id", this::map));
  }

  private ServiceRecord map(Row row) throws SQLException {
    Optional<Instant> updatedAt = row.optionalInstant("updated_at");
    Instant oldest = oldestAlive(core.now(), core.settings().reportInterval());
    return new ServiceRecord(
        row.text("id"),
        row.text("host"),
        row.text("binary"),
        row.text("topic"),
        row.bool("disabled"),
        row.optionalText("disabled_reason"),
        updatedAt.filter(time -> time.isAfter(oldest)).isPresent(),
        row.optionalInstant("created_at"),
        updatedAt);
  }

  /** When an engine that still counts as alive has reported in at the latest. */
  static Instant oldestAlive(Instant now, Duration interval) {
    return now.minus(interval.multipliedBy(2));
  }

  private int leave(Session tx) throws SQLException {
    return tx.update("DELETE FROM service WHERE id = ?", core.engineId());
  }

  /** Stops reporting, and takes this engine off the list. */
  @Override
  public void close() {
    timer.shutdownNow();
    try {
      core.store().write(this::leave);
    } catch (StoreException | IllegalStateException gone) {
      LOG.warn("cannot take this engine off the list of services: {}", gone.getMessage());
    }
  }
}
