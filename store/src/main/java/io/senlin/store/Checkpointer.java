package io.senlin.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies what SQLite's write-ahead log holds into the database file, beside the writer: SQLite
 * itself would do it within a commit, and its callers would wait.
 *
 * <p>While the writer goes on, the log cannot begin anew. When it has grown beyond {@link
 * #MAX_LOG_BYTES}, the last bit is copied with the writer held for a moment. It still cannot begin
 * anew as long as somebody reads a snapshot that is in it, such as for a backup; so the writer is
 * held no longer than {@link #PATIENCE}, and that is seldom tried again.
 */
final class Checkpointer {
  static final long MAX_LOG_BYTES = 64L << 20;
  static final Duration PATIENCE = Duration.ofMillis(50);

  private static final Logger log = LoggerFactory.getLogger(Checkpointer.class);
  private static final int COMMITS_BETWEEN = 100;
  private static final int PAGE_BYTES = 4096;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long PAUSE_AFTER_BUSY_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Connection connection;
  private final Thread thread;
  private final AtomicInteger commits = new AtomicInteger();
  private volatile boolean closing;
  // only its thread touches these
  private boolean failing;
  private long holdNotBefore = System.nanoTime();

  /** What came of a checkpoint: whether others were in the way, and the size of the log. */
  private record Outcome(boolean busy, long logBytes) {}

  Checkpointer(Connection connection) {
    this.connection = connection;
    this.thread = Thread.ofPlatform().name("store-checkpoint").daemon().unstarted(this::run);
    thread.start();
  }

  /** The writer has committed once more. */
  void committed() {
    if (commits.incrementAndGet() == COMMITS_BETWEEN) {
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    while (!closing) {
      if (commits.get() < COMMITS_BETWEEN) {
        LockSupport.park(this);
        continue;
      }
      commits.set(0);
      boolean large = checkpoint("PASSIVE").logBytes() > MAX_LOG_BYTES;
      if (large && System.nanoTime() - holdNotBefore >= 0 && checkpoint("RESTART").busy()) {
        holdNotBefore = System.nanoTime() + PAUSE_AFTER_BUSY_NANOS;
      }
      LockSupport.parkNanos(this, PAUSE_NANOS);
    }
  }

  private Outcome checkpoint(String mode) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
      result.next();
      failing = false;
      return new Outcome(result.getBoolean("busy"), result.getLong("log") * PAGE_BYTES);
    } catch (SQLException cause) {
      if (!failing) {
        log.warn("copying the write-ahead log into the database fails; it grows meanwhile", cause);
      }
      failing = true;
      return new Outcome(false, 0);
    }
  }

  /**
   * To be called after the writer's end: what remains is copied.
   *
   * @param alone whether the log is emptied as well, for which all others must wait
   */
  void close(boolean alone) {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    checkpoint(alone ? "TRUNCATE" : "PASSIVE");
    try {
      connection.close();
    } catch (SQLException cause) {
      log.debug("closing a connection failed", cause);
    }
  }
}
