package io.senlin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.senlin.testkit.databases.BrokenCommits;
import io.senlin.testkit.databases.BrokenCommits.Fate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server promises beyond what a file does: that a lost answer costs nothing but time. */
abstract class ServerStoreContract extends StoreContract {
  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicInteger followed = new AtomicInteger();
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @BeforeAll
  static void installDriver() throws SQLException {
    BrokenCommits.install();
  }

  @AfterEach
  void mend() {
    BrokenCommits.mend();
    callers.close();
  }

  private static void decide(Fate... fates) {
    Deque<Fate> rest = new ConcurrentLinkedDeque<>(List.of(fates));
    BrokenCommits.decide(() -> rest.isEmpty() ? Fate.KEPT : rest.poll());
  }

  private int write(String id) {
    return store()
        .write(
            session -> {
              runs.incrementAndGet();
              session.afterCommit(followed::incrementAndGet);
              return insert(session, id, "");
            });
  }

  /** Returns when the commit is done, its answer is lost and the server is away. */
  private Future<Integer> writeInDoubt(String id) throws InterruptedException {
    CountDownLatch gone = new CountDownLatch(1);
    BrokenCommits.decide(
        () -> {
          BrokenCommits.away(true);
          gone.countDown();
          return Fate.DONE;
        });
    Future<Integer> doubtful = callers.submit(() -> write(id));
    gone.await();
    return doubtful;
  }

  private long count() {
    return store()
        .<Long>read(
            session ->
                session
                    .first("SELECT count(*) AS events FROM event", row -> row.number("events"))
                    .orElseThrow());
  }

  @Test
  @Timeout(120)
  void worksAsideAndOthersDoNotWaitForEachOther() throws ExecutionException, InterruptedException {
    CountDownLatch asideIsDone = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(1);
    Future<Integer> waiting =
        callers.submit(
            () ->
                store()
                    .write(
                        session -> {
                          hold(running, asideIsDone);
                          return insert(session, "one", "");
                        }));
    running.await();
    store().writeAside(session -> insert(session, "two", ""));
    assertThat(ids()).containsExactly("two");
    asideIsDone.countDown();
    waiting.get();
    assertThat(ids()).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  @Timeout(120)
  void learnsWhatBecameOfTheFirstWorkAside() {
    decide(Fate.UNDONE, Fate.DONE);
    store().writeAside(session -> insert(session, "one", ""));
    assertThat(ids()).containsExactly("one");
  }

  @Test
  @Timeout(120)
  void learnsThatACommitWasDoneWhoseAnswerWasLost() {
    decide(Fate.DONE);
    write("one");
    assertThat(count()).isEqualTo(1);
    assertThat(runs).hasValue(1);
    assertThat(followed).hasValue(1);
    write("two");
    assertThat(count()).isEqualTo(2);
  }

  @Test
  @Timeout(120)
  void doesAgainWhatWasLostWithTheConnection() {
    decide(Fate.UNDONE, Fate.UNDONE, Fate.DONE);
    write("one");
    assertThat(count()).isEqualTo(1);
    assertThat(runs).hasValue(3);
    assertThat(followed).hasValue(1);
  }

  @Test
  @Timeout(120)
  void refusesOthersWhileTheServerIsAwayAndThenTellsWhatBecameOfTheCommit()
      throws InterruptedException, ExecutionException {
    Future<Integer> first = writeInDoubt("one");
    assertThatThrownBy(() -> write("two"))
        .isInstanceOfSatisfying(
            StoreUnavailable.class, refused -> assertThat(refused.outcomeUnknown()).isFalse());
    assertThat(first).isNotDone();
    BrokenCommits.mend();
    assertThat(first.get()).isEqualTo(1);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  @Timeout(120)
  void saysThatTheOutcomeIsUnknownIfItIsClosedInDoubt() throws InterruptedException {
    Future<Integer> first = writeInDoubt("one");
    assertThatThrownBy(() -> write("two")).isInstanceOf(StoreUnavailable.class);
    store().close();
    assertThatThrownBy(first::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            StoreUnavailable.class, unknown -> assertThat(unknown.outcomeUnknown()).isTrue())
        .hasMessageContaining("whether the last transaction was committed is not known");
  }

  @Test
  @Timeout(120)
  void waitsForACommitThatMakesTheMark() throws SQLException {
    Database database =
        Database.of(ConnectionUrl.parse(connection()), StoreSettings.of(connection()));
    CommitMark mark = new CommitMark();
    Link committing = database.openWriter();
    Link asking = database.openWriter();
    try {
      mark.set(new Session(committing));
      new Session(asking).update(shortWait(database.dialect()));
      asking.commit();
      assertThatThrownBy(() -> mark.reached(new Session(asking)))
          .isInstanceOfSatisfying(
              SQLException.class,
              stillWorking ->
                  assertThat(database.explain(stillWorking))
                      .isInstanceOfSatisfying(
                          StoreUnavailable.class, wait -> assertThat(wait.locked()).isTrue()));
      asking.rollback();
      committing.commit();
      assertThat(mark.reached(new Session(asking))).isTrue();
    } finally {
      committing.discard();
      asking.discard();
    }
  }

  private static String shortWait(Dialect dialect) {
    return dialect == Dialect.POSTGRESQL
        ? "SET lock_timeout = '100ms'"
        : "SET innodb_lock_wait_timeout = 1";
  }

  @Test
  @Timeout(120)
  void remembersATransactionThatBreaksOffAgainWhenItIsDoneAgain()
      throws InterruptedException, ExecutionException {
    decide(Fate.UNDONE, Fate.UNDONE, Fate.UNDONE);
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch otherWaits = new CountDownLatch(1);
    CompletableFuture<Integer> one =
        call(
            session -> {
              hold(running, otherWaits);
              return insert(session, "one", "");
            });
    running.await();
    CompletableFuture<Integer> two = call(session -> insert(session, "two", ""));
    otherWaits.countDown();
    assertThat(one.get()).isEqualTo(1);
    assertRefused(two);
    assertThat(ids()).containsExactly("one");
  }

  @Test
  @Timeout(120)
  void remembersAPartOfAGroupThatBreaksOffAgainWhenItIsDoneAgain()
      throws InterruptedException, ExecutionException {
    decide(Fate.KEPT, Fate.UNDONE, Fate.UNDONE);
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch othersWait = new CountDownLatch(1);
    CompletableFuture<Integer> first = call(session -> hold(running, othersWait));
    running.await();
    CompletableFuture<Integer> one = call(session -> insertAlone(session, "one"));
    CompletableFuture<Integer> two = call(session -> insertAlone(session, "two"));
    othersWait.countDown();
    first.get();
    assertThat(one.get()).isEqualTo(1);
    assertRefused(two);
    assertThat(ids()).containsExactly("one");
  }

  @Test
  @Timeout(120)
  void aLockedRowHoldsUpOtherWorksForTwoWaitsAtMost()
      throws SQLException, InterruptedException, ExecutionException {
    store().write(session -> insert(session, "locked", ""));
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch othersWait = new CountDownLatch(1);
    ConnectionUrl url = ConnectionUrl.parse(connection());
    try (Connection other = DriverManager.getConnection(url.jdbc(), url.properties());
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.executeUpdate("UPDATE event SET status_reason = 'held' WHERE id = 'locked'");
      CompletableFuture<Integer> first = call(session -> hold(running, othersWait));
      running.await();
      CompletableFuture<Integer> locked =
          call(
              session -> {
                runs.incrementAndGet();
                return session.update("DELETE FROM event WHERE id = 'locked'");
              });
      CompletableFuture<Integer> free = call(session -> insert(session, "free", ""));
      othersWait.countDown();
      first.get();
      assertThat(free.get()).isEqualTo(1);
      assertRefused(locked);
      assertThat(runs).hasValue(2); // in the group, and alone
      other.rollback();
    }
    assertThat(ids()).containsExactlyInAnyOrder("locked", "free");
  }

  /** Returns when the work waits for the writer, or runs. */
  private CompletableFuture<Integer> call(Work<Integer> work) {
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    Thread thread =
        Thread.startVirtualThread(
            () -> {
              try {
                answer.complete(store().write(work));
              } catch (StoreException refused) {
                answer.completeExceptionally(refused);
              }
            });
    while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
      Thread.onSpinWait();
    }
    return answer;
  }

  private static void assertRefused(Future<Integer> write) {
    assertThatThrownBy(write::get)
        .cause()
        .isInstanceOfSatisfying(
            StoreUnavailable.class, refused -> assertThat(refused.outcomeUnknown()).isFalse());
  }

  /** Lets every group of more than one work fail just before its commit. */
  private static int insertAlone(Session session, String id) throws SQLException {
    session.participant("key", Loner::new).works++;
    return insert(session, id, "");
  }

  private static final class Loner implements CommitParticipant {
    private int works;

    @Override
    public void beforeCommit(Session session) {
      if (works > 1) {
        throw new IllegalStateException("only alone");
      }
    }

    @Override
    public void afterCommit() {}
  }
}
