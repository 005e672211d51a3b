package io.senlin.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections for reading, opened when first needed. Thread-safe. */
final class Readers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Readers.class);

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

  private final Database database;
  private final int maxReaders;
  private final Semaphore free;
  private final ConcurrentLinkedDeque<Link> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  Readers(Database database, int maxReaders) {
    this.database = database;
    this.maxReaders = maxReaders;
    this.free = new Semaphore(maxReaders);
  }

  <T> T read(Work<T> work) {
    free.acquireUninterruptibly();
    try {
      if (closed) {
        throw new IllegalStateException("the store is closed; nothing can be read");
      }
      Link link = idle.poll(); // the most recently used: its pages are in memory
      return read(link == null ? database.openReader() : link, work);
    } catch (SQLException cause) {
      throw database.explain(cause);
    } finally {
      free.release();
    }
  }

  private <T> T read(Link link, Work<T> work) throws SQLException {
    boolean whole = false;
    Session session = new Session(link);
    try {
      link.begin();
      T result = work.run(session);
      session.refuseIfFailed();
      whole = true;
      return result;
    } finally {
      session.end();
      giveBack(link, whole);
    }
  }

  private void giveBack(Link link, boolean whole) {
    try {
      link.rollback();
      idle.push(link);
    } catch (SQLException cause) {
      if (whole) {
        log.debug("a connection for reading did not end its transaction; it is closed", cause);
      }
      close(link);
    }
  }

  private static void close(Link link) {
    try {
      link.close();
    } catch (SQLException cause) {
      log.debug("closing a connection failed", cause);
    }
  }

  /** Waits for the reads under way. */
  @Override
  public void close() {
    closed = true;
    try {
      if (!free.tryAcquire(maxReaders, CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        log.warn(
            "{} reads are still busy; they are left behind", maxReaders - free.availablePermits());
        return;
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return;
    }
    Link link = idle.poll();
    while (link != null) {
      close(link);
      link = idle.poll();
    }
    free.release(maxReaders);
  }
}
