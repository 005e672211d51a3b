package io.senlin.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
 * #MAX_LOG_BYTES}, the last bit is copied with the writer held for a moment.
 */
final class Checkpointer {
  static final long MAX_LOG_BYTES = 64L << 20;

  private static final Logger log = LoggerFactory.getLogger(Checkpointer.class);
  private static final int COMMITS_BETWEEN = 100;
  private static final int PAGE_BYTES = 4096;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Connection connection;
  private final Thread thread;
  private final AtomicInteger commits = new AtomicInteger();
  private volatile boolean closing;
  private boolean failing;

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
      if (checkpoint("PASSIVE") > MAX_LOG_BYTES) {
        checkpoint("RESTART");
      }
      LockSupport.parkNanos(this, PAUSE_NANOS);
    }
  }

  /** Returns the size of the log in bytes. */
  private long checkpoint(String mode) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
      failing = false;
      return result.next() ? result.getLong("log") * PAGE_BYTES : 0;
    } catch (SQLException cause) {
      if (!failing) {
        log.warn("copying the write-ahead log into the database fails; it grows meanwhile", cause);
      }
      failing = true;
      return 0;
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
