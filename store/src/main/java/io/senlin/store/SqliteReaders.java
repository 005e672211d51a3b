package io.senlin.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections for reading an SQLite file, opened when first needed. They keep their prepared
 * statements and their pages in memory, and cannot go stale; so there is no need of a pool's
 * library.
 */
final class SqliteReaders implements Readers {
  private static final Logger log = LoggerFactory.getLogger(SqliteReaders.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

  private final SqliteDatabase database;
  private final int maxReaders;
  private final Semaphore free;
  private final ConcurrentLinkedDeque<Link> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  SqliteReaders(SqliteDatabase database, int maxReaders) {
    this.database = database;
    this.maxReaders = maxReaders;
    this.free = new Semaphore(maxReaders);
  }

  @Override
  public <T> T read(Work<T> work) {
    free.acquireUninterruptibly();
    try {
      if (closed) {
        throw new IllegalStateException("the store is closed; nothing can be read");
      }
      Link known = idle.poll(); // the most recently used: its pages are in memory
      Link link = known == null ? database.openReader() : known;
      try {
        return Readers.run(link, work);
      } finally {
        giveBack(link);
      }
    } catch (SQLException cause) {
      throw database.explain(cause);
    } finally {
      free.release();
    }
  }

  private void giveBack(Link link) {
    try {
      link.rollback();
      idle.push(link);
    } catch (SQLException cause) {
      link.discard();
    }
  }

  @Override
  public void close() {
    closed = true;
    if (!Uninterrupted.await(
        nanos -> free.tryAcquire(maxReaders, nanos, TimeUnit.NANOSECONDS), CLOSE_LIMIT)) {
      log.warn(
          "{} reads are still busy; they are left behind", maxReaders - free.availablePermits());
      return;
    }
    Link link = idle.poll();
    while (link != null) {
      link.discard();
      link = idle.poll();
    }
    free.release(maxReaders);
  }
}
