package io.senlin.store;

import io.senlin.store.GroupFailure.Remedy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes, and its connection.
 *
 * <p>It takes the works that have gathered while it was busy, runs them one after the other in one
 * transaction, and commits that once: the durable commit costs far more than the works, and is
 * shared so. There is no waiting for company; a work that comes alone is committed alone.
 *
 * <p>If a work fails, the transaction is rolled back, and those before it, it alone, and those
 * after it are run again as three groups. So the failure of one costs the others time, and nothing
 * else, and no savepoint is needed for the many groups in which nothing fails. What the works see
 * is always what it would be if they ran one after the other, each in its own transaction.
 *
 * <p>A {@link Guard} may refuse a whole group before any of its works has run.
 *
 * <p>A crash leaves the group being committed written whole, or not at all; none of its callers has
 * been told yet.
 */
final class Writer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Writer.class);
  private static final int MAX_WAITING = 1024;
  private static final int MAX_GROUP = 256;
  private static final int MAX_REPETITIONS = 5;
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

  private final Database database;
  private final WorkQueue queue = new WorkQueue(MAX_WAITING);
  private final Outage outage = new Outage();
  private final Thread thread;
  private volatile Guard guard = Guard.NONE;
  private @Nullable Link link; // only the writer's thread touches it

  /**
   * Starts the thread.
   *
   * @param first the connection it begins with
   */
  Writer(Database database, Link first) {
    this.database = database;
    this.link = first;
    this.thread = Thread.ofPlatform().name("store-writer").daemon().unstarted(this::run);
    thread.start();
  }

  void guard(Guard next) {
    guard = next;
  }

  <T> T write(Work<T> work) {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("a work cannot wait for another write; use its session");
    }
    WaitingWork<T> waiting = new WaitingWork<>(work);
    queue.add(waiting);
    return waiting.await();
  }

  private void run() {
    while (true) {
      List<WaitingWork<?>> works = queue.take(MAX_GROUP);
      if (works.isEmpty()) {
        dropLink();
        return;
      }
      commit(works);
    }
  }

  private void commit(List<WaitingWork<?>> works) {
    Deque<List<WaitingWork<?>>> groups = new ArrayDeque<>();
    groups.push(works);
    int repetitions = 0;
    while (!groups.isEmpty()) {
      List<WaitingWork<?>> group = groups.pop();
      Optional<GroupFailure> attempt = attempt(group);
      if (attempt.isEmpty()) {
        continue;
      }
      GroupFailure failure = attempt.get();
      if (failure.remedy() == Remedy.REPEAT && repetitions++ < MAX_REPETITIONS) {
        groups.push(group);
      } else if (failure.remedy() == Remedy.DIVIDE && group.size() > 1) {
        failure.parts(group).reversed().forEach(groups::push);
      } else {
        group.forEach(work -> work.failed(failure.cause()));
      }
    }
  }

  /** Runs and commits a group, and tells its callers; or leaves no trace of it. */
  private Optional<GroupFailure> attempt(List<WaitingWork<?>> group) {
    Link current;
    try {
      current = begin();
    } catch (SQLException cause) {
      dropLink();
      StoreException explained = database.explain(cause);
      outage.failed(explained);
      return Optional.of(GroupFailure.ofAll(explained));
    } catch (StoreUnavailable tooEarly) {
      return Optional.of(GroupFailure.ofAll(tooEarly));
    }
    Session session = new Session(current);
    int running = 0;
    boolean committing = false;
    try {
      guard.check(session);
      for (; running < group.size(); running++) {
        group.get(running).run(session);
      }
      session.beforeCommit();
      committing = true;
      current.commit();
    } catch (Throwable cause) { // whatever a work throws concerns its caller, not this thread
      rollback(current);
      session.notCommitted();
      return Optional.of(failure(running, explain(cause), committing));
    } finally {
      session.end();
    }
    session.committed().forEach(this::runAfterCommit);
    group.forEach(WaitingWork::committed);
    database.committed();
    return Optional.empty();
  }

  private GroupFailure failure(int index, Throwable cause, boolean committing) {
    if (cause instanceof StoreFenced) {
      return new GroupFailure(index, cause, Remedy.NONE);
    }
    if (!(cause instanceof StoreUnavailable unavailable)) {
      return new GroupFailure(index, cause, Remedy.DIVIDE);
    }
    boolean lost = link == null;
    if (!lost) {
      return new GroupFailure(index, cause, unavailable.passing() ? Remedy.REPEAT : Remedy.DIVIDE);
    }
    if (database.dialect() == Dialect.SQLITE) {
      return new GroupFailure(index, cause, Remedy.NONE); // the file is as it was
    }
    return committing
        ? new GroupFailure(index, unavailable.duringCommit(), Remedy.NONE)
        : new GroupFailure(index, cause, Remedy.REPEAT); // over a new connection
  }

  private Link begin() throws SQLException {
    Link current = link;
    if (current == null) {
      outage.refuseIfTooEarly();
      current = database.openWriter();
      link = current;
    }
    current.begin();
    outage.over();
    return current;
  }

  private void rollback(Link current) {
    try {
      current.rollback();
      if (current.broken()) { // a driver may take the end of a lost transaction for granted
        dropLink();
      }
    } catch (SQLException cause) {
      // some errors end the transaction by themselves, others the connection: a new one is sure
      dropLink();
    }
  }

  private Throwable explain(Throwable cause) {
    return cause instanceof SQLException failure ? database.explain(failure) : cause;
  }

  private void runAfterCommit(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException broken) { // what is committed stays so, and the next group must come
      log.error("what should follow a commit failed; the commit itself is done", broken);
    }
  }

  private void dropLink() {
    Link current = link;
    link = null;
    if (current != null) {
      current.discard();
    }
  }

  /** Finishes the works that wait. */
  @Override
  public void close() {
    queue.close();
    try {
      if (!thread.join(CLOSE_LIMIT)) {
        log.warn("the writer is still busy after {} s; it is left behind", CLOSE_LIMIT.toSeconds());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
