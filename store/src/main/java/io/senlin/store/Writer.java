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
 * A thread that writes, and its connection.
 *
 * <p>It takes the works that have gathered while it was busy, runs them one after the other in one
 * transaction, and commits that once: the durable commit costs far more than the works, and is
 * shared so. Callers often come back at once with their next work; so after a shared commit the
 * writer waits until as many works are there again, but only for a fraction of the time that the
 * commit took. A work that comes alone is committed alone, and at once.
 *
 * <p>If a work fails, the transaction is rolled back, and those before it, it alone, and those
 * after it are run again as three groups. So the failure of one costs the others time, and nothing
 * else, and no savepoint is needed for the many groups in which nothing fails. What the works see
 * is always what it would be if they ran one after the other, each in its own transaction.
 *
 * <p>A {@link Guard} may refuse a whole group before any of its works has run.
 *
 * <p>If the connection to a server breaks during a commit, nobody has said whether it was done. Its
 * callers then wait until the server is back and can be asked, see {@link CommitMark}; so what a
 * caller is told is always what happened. Meanwhile other works are refused at once.
 *
 * <p>A crash leaves the group being committed written whole, or not at all; none of its callers has
 * been told yet.
 */
final class Writer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Writer.class);
  private static final int MAX_WAITING = 1024;
  private static final int MAX_GROUP = 256;
  private static final int MAX_REPETITIONS = 5;
  private static final int PATIENCE_PART = 4;
  private static final Duration MAX_PATIENCE = Duration.ofMillis(1);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

  private final Database database;
  private final WorkQueue queue = new WorkQueue(MAX_WAITING);
  private final Outage outage;
  private final Thread thread;
  private volatile Guard guard = Guard.NONE;
  private final Optional<CommitMark> mark;
  // only the writer's thread touches these
  private @Nullable Link link;
  private @Nullable Doubt doubt;
  private int company = 1;
  private Duration patience = Duration.ZERO;

  /**
   * A group whose commit broke off.
   *
   * @param cause why, which is also why nothing can be written as long as the doubt lasts
   */
  private record Doubt(Session session, List<WaitingWork<?>> group, StoreUnavailable cause) {}

  /** What became of a commit that broke off. */
  private enum Fate {
    DONE,
    UNDONE,
    UNKNOWN
  }

  private Writer(Database database, String name, Outage outage, @Nullable Link first) {
    this.database = database;
    this.outage = outage;
    this.link = first;
    this.mark =
        database.dialect() == Dialect.SQLITE ? Optional.empty() : Optional.of(new CommitMark());
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    thread.start();
  }

  /** A writer that is connected. */
  static Writer connected(Database database, String name, Outage outage) throws SQLException {
    return new Writer(database, name, outage, database.openWriter());
  }

  /** A writer that connects when there is something to write. */
  static Writer unconnected(Database database, String name, Outage outage) {
    return new Writer(database, name, outage, null);
  }

  void guard(Guard next) {
    guard = next;
  }

  /** Whether this is asked by one of its works. */
  boolean isAsking() {
    return Thread.currentThread() == thread;
  }

  <T> T write(Work<T> work) {
    WaitingWork<T> waiting = new WaitingWork<>(work);
    queue.add(waiting);
    return waiting.await();
  }

  private void run() {
    while (true) {
      List<WaitingWork<?>> works =
          doubt == null ? queue.take(MAX_GROUP, company, patience) : queue.take(MAX_GROUP, LOOK);
      if (works.isEmpty() && doubt == null) {
        leave();
        return;
      }
      Doubt open = settle();
      if (open != null) {
        works.forEach(work -> work.failed(open.cause()));
        if (queue.isClosed()) {
          open.group().forEach(work -> work.failed(open.cause().duringCommit()));
          dropLink();
          return;
        }
      } else if (!works.isEmpty()) {
        long began = System.nanoTime();
        commit(works);
        expectCompany(works.size(), Duration.ofNanos(System.nanoTime() - began));
      }
    }
  }

  private void expectCompany(int size, Duration took) {
    company = size;
    Duration part = took.dividedBy(PATIENCE_PART);
    patience = part.compareTo(MAX_PATIENCE) < 0 ? part : MAX_PATIENCE;
  }

  /**
   * Tells the callers of a doubtful group, if there is one, what became of it; what was not done is
   * done again. Returns the doubt that remains: the server is still away, or that broke off as
   * well. As long as there is one nothing else may be committed, as the mark would tell of that.
   */
  private @Nullable Doubt settle() {
    Doubt open = doubt;
    if (open == null) {
      return null;
    }
    Fate fate = look();
    if (fate == Fate.UNKNOWN) {
      return open;
    }
    doubt = null;
    log.info("the commit that broke off was {}", fate == Fate.DONE ? "done" : "not done; doing it");
    if (fate == Fate.DONE) {
      succeeded(open.session(), open.group());
    } else {
      open.session().notCommitted();
      commit(open.group());
    }
    return doubt;
  }

  private Fate look() {
    try {
      Link current = begin();
      boolean done = mark.orElseThrow().reached(new Session(current));
      current.rollback();
      return done ? Fate.DONE : Fate.UNDONE;
    } catch (SQLException cause) {
      dropLink();
      outage.failed(database.explain(cause));
      return Fate.UNKNOWN;
    } catch (StoreUnavailable tooEarly) {
      return Fate.UNKNOWN;
    }
  }

  private void commit(List<WaitingWork<?>> works) {
    Deque<List<WaitingWork<?>>> groups = new ArrayDeque<>();
    groups.push(works);
    int repetitions = 0;
    while (!groups.isEmpty()) {
      List<WaitingWork<?>> group = groups.pop();
      Doubt open = settle();
      if (open != null) {
        group.forEach(work -> work.failed(open.cause()));
        continue;
      }
      Optional<GroupFailure> attempt = attempt(group);
      if (attempt.isEmpty()) {
        continue;
      }
      GroupFailure failure = attempt.get();
      if (failure.remedy() == Remedy.REPEAT && repetitions++ < MAX_REPETITIONS) {
        groups.push(group);
      } else if (failure.remedy() != Remedy.NONE && group.size() > 1) {
        repetitions = 0; // what kept failing together, such as by deadlocks, may succeed in parts
        failure.parts(group).reversed().forEach(groups::push);
      } else {
        group.forEach(work -> work.failed(failure.cause()));
      }
    }
  }

  /** Runs and commits a group, and tells its callers; or leaves no trace of it, or a doubt. */
  private Optional<GroupFailure> attempt(List<WaitingWork<?>> group) {
    Link current;
    try {
      current = begin();
    } catch (SQLException cause) {
      return Optional.of(notBegun(database.explain(cause)));
    } catch (StoreUnavailable tooEarly) {
      return Optional.of(GroupFailure.ofAll(tooEarly));
    }
    Session session = new Session(current);
    int running = group.size(); // none yet
    boolean committing = false;
    try {
      guard.check(session);
      for (running = 0; running < group.size(); running++) {
        group.get(running).run(session);
      }
      session.beforeCommit();
      if (mark.isPresent()) {
        mark.get().set(session);
      }
      committing = true;
      current.commit();
    } catch (Throwable cause) { // whatever a work throws concerns its caller, not this thread
      rollback(current);
      Throwable explained = explain(cause);
      boolean answerLost = committing && link == null && mark.isPresent();
      if (answerLost && explained instanceof StoreException lost) {
        doubt = new Doubt(session, group, StoreUnavailable.because(lost));
        return Optional.empty();
      }
      session.notCommitted();
      return Optional.of(failure(group, running, explained));
    } finally {
      session.end();
    }
    succeeded(session, group);
    return Optional.empty();
  }

  private void succeeded(Session session, List<WaitingWork<?>> group) {
    session.committed().forEach(this::runAfterCommit);
    group.forEach(WaitingWork::committed);
    database.committed();
  }

  private GroupFailure notBegun(StoreException cause) {
    if (cause instanceof StoreUnavailable unavailable && unavailable.locked()) {
      return GroupFailure.ofAll(cause); // the file is locked, and was waited for
    }
    dropLink();
    outage.failed(cause);
    return GroupFailure.ofAll(cause);
  }

  private GroupFailure failure(List<WaitingWork<?>> group, int index, Throwable cause) {
    if (cause instanceof StoreFenced) {
      return new GroupFailure(index, cause, Remedy.NONE);
    }
    if (!(cause instanceof StoreUnavailable unavailable)) {
      return new GroupFailure(index, cause, Remedy.DIVIDE);
    }
    if (unavailable.locked()) { // the others have waited long enough to wait no second time
      boolean ofOne = index < group.size();
      return new GroupFailure(index, cause, ofOne ? Remedy.DIVIDE : Remedy.NONE);
    }
    boolean lost = link == null;
    if (!lost) {
      return new GroupFailure(index, cause, unavailable.passing() ? Remedy.REPEAT : Remedy.DIVIDE);
    }
    boolean file = database.dialect() == Dialect.SQLITE; // which is as it was
    return new GroupFailure(index, cause, file ? Remedy.NONE : Remedy.REPEAT);
  }

  private Link begin() throws SQLException {
    Link current = link;
    if (current == null) {
      outage.refuseIfTooEarly();
      current = database.openWriter();
      link = current;
      outage.over();
    }
    current.begin();
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

  /** Takes this writer's mark away, if the server is there, and ends. */
  private void leave() {
    Link current = link;
    if (current != null && mark.isPresent()) {
      try {
        mark.get().close(new Session(current));
        current.commit();
      } catch (SQLException cause) {
        log.debug("the writer's mark stays behind, for another writer to remove", cause);
      }
    }
    dropLink();
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
    if (!Uninterrupted.await(nanos -> thread.join(Duration.ofNanos(nanos)), CLOSE_LIMIT)) {
      log.warn("the writer is still busy after {} s; it is left behind", CLOSE_LIMIT.toSeconds());
    }
  }
}
