package io.senlin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every kind of database promises. */
abstract class StoreContract {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

  private String connection;
  private Store store;

  /** The URL of an empty database. */
  abstract String emptyDatabase();

  /** What a NUL in a text is read back as. */
  String nul() {
    return "\0";
  }

  @BeforeEach
  void openEmpty() {
    connection = emptyDatabase();
    open();
  }

  private void open() {
    store = Store.open(StoreSettings.of(connection));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void readsBackWhatIsWritten() {
    store.write(session -> insert(session, "one", "döner \uD83D\uDE00 \0 end"));
    String reason =
        store.read(
            session ->
                session
                    .first(
                        "SELECT status_reason FROM event WHERE id = ?",
                        row -> row.text("status_reason"),
                        "one")
                    .orElseThrow());
    assertThat(reason).isEqualTo("döner \uD83D\uDE00 " + nul() + " end");
  }

  @Test
  void keepsInstantsToTheMicrosecond() {
    store.write(session -> insert(session, "one", ""));
    Instant timestamp =
        store.read(
            session ->
                session
                    .first("SELECT \"timestamp\" FROM event", row -> row.instant("timestamp"))
                    .orElseThrow());
    assertThat(timestamp).isEqualTo(NOON);
  }

  @Test
  void seesEveryWriteThatReturnedBefore() {
    for (int i = 0; i < 20; i++) {
      String id = "event-" + i;
      store.write(session -> insert(session, id, ""));
      assertThat(ids()).hasSize(i + 1).contains(id);
    }
  }

  @Test
  void survivesClosingAndOpening() {
    store.write(session -> insert(session, "one", ""));
    store.close();
    open();
    assertThat(ids()).containsExactly("one");
  }

  @Test
  void passesTheExceptionOfAWorkToItsCallerUnchanged() {
    IllegalArgumentException mine = new IllegalArgumentException("mine");
    assertThatThrownBy(
            () ->
                store.write(
                    session -> {
                      insert(session, "one", "");
                      throw mine;
                    }))
        .isSameAs(mine);
    assertThat(ids()).isEmpty();
  }

  @Test
  void tellsADuplicateFromOtherFailures() {
    store.write(session -> insert(session, "one", ""));
    assertThatThrownBy(() -> store.write(session -> insert(session, "one", "")))
        .isInstanceOfSatisfying(
            StoreFailure.class, failure -> assertThat(failure.duplicate()).isTrue());
    assertThatThrownBy(
            () -> store.write(session -> session.update("INSERT INTO nowhere VALUES (1)")))
        .isInstanceOfSatisfying(
            StoreFailure.class, failure -> assertThat(failure.duplicate()).isFalse());
  }

  @Test
  void writesNothingOfAWorkThatCaughtAFailedStatement() {
    assertThatThrownBy(
            () ->
                store.write(
                    session -> {
                      insert(session, "one", "");
                      try {
                        insert(session, "one", "");
                      } catch (SQLException ignored) {
                        return "went on";
                      }
                      return "not reached";
                    }))
        .isInstanceOf(StoreFailure.class);
    assertThat(ids()).isEmpty();
  }

  @Test
  void commitsAllButTheFailingWorksOfAGroup() throws InterruptedException, ExecutionException {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    List<String> committed = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first = callers.submit(() -> store.write(session -> hold(busy, go)));
      busy.await(); // all that follows waits together, and becomes one group
      List<Future<?>> waiting = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String id = "event-" + i;
        boolean fails = i % 7 == 3;
        waiting.add(callers.submit(() -> store.write(s -> maybe(s, id, fails, committed))));
      }
      go.countDown();
      first.get();
      for (int i = 0; i < waiting.size(); i++) {
        Future<?> work = waiting.get(i);
        if (i % 7 == 3) {
          assertThatThrownBy(work::get).hasRootCauseMessage("event-" + i);
        } else {
          assertThat(work.get()).isEqualTo("event-" + i);
        }
      }
    }
    assertThat(ids()).hasSize(34).containsExactlyInAnyOrderElementsOf(committed);
  }

  private static String maybe(Session session, String id, boolean fails, List<String> committed)
      throws SQLException {
    insert(session, id, "");
    if (fails) {
      throw new IllegalStateException(id);
    }
    session.afterCommit(() -> committed.add(id)); // on the one writer's thread
    return id;
  }

  static int hold(CountDownLatch busy, CountDownLatch go) {
    busy.countDown();
    try {
      go.await();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
    return 0;
  }

  @Test
  void letsParticipantsWriteOncePerGroup() {
    List<String> steps = new ArrayList<>();
    store.write(
        session -> {
          for (int i = 0; i < 3; i++) {
            session.participant("key", () -> new Recorder(steps));
          }
          return 0;
        });
    assertThat(steps).containsExactly("before", "after");
  }

  private record Recorder(List<String> steps) implements CommitParticipant {
    @Override
    public void beforeCommit(Session session) throws SQLException {
      insert(session, "of the participant", "");
      steps.add("before");
    }

    @Override
    public void afterCommit() {
      steps.add("after");
    }
  }

  @Test
  void refusesAWriteFromWithinAWork() {
    List<Work<Integer>> writes =
        List.of(session -> store.write(inner -> 1), session -> store.writeAside(inner -> 1));
    for (Work<Integer> write : writes) {
      for (ThrowingCallable outer :
          List.<ThrowingCallable>of(() -> store.write(write), () -> store.writeAside(write))) {
        assertThatThrownBy(outer)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("use its session");
      }
    }
  }

  @Test
  void writesAsideWhatItsWritesSee() {
    store.writeAside(session -> insert(session, "one", ""));
    int seen =
        store.write(session -> session.query("SELECT id FROM event", row -> row.text("id")).size());
    assertThat(seen).isEqualTo(1);
    assertThat(ids()).containsExactly("one");
  }

  @Test
  void refusesASessionAfterItsWork() {
    Session leaked = store.write(session -> session);
    assertThatThrownBy(() -> leaked.update("DELETE FROM event"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesWritesAfterClosing() {
    store.close();
    assertThatThrownBy(() -> store.write(session -> insert(session, "late", "")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    open();
    assertThat(ids()).isEmpty();
  }

  @Test
  void finishesItsWorksThoughWhoeverClosesItIsInterrupted()
      throws InterruptedException, ExecutionException {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicBoolean keptInterrupt = new AtomicBoolean();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> write =
          callers.submit(
              () ->
                  store.write(
                      session -> {
                        hold(busy, go);
                        return insert(session, "one", "");
                      }));
      busy.await();
      Thread closer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    Thread.currentThread().interrupt();
                    store.close();
                    keptInterrupt.set(Thread.interrupted());
                  });
      boolean tooEarly = closer.join(Duration.ofMillis(500));
      go.countDown();
      closer.join();
      assertThat(tooEarly).isFalse();
      assertThat(write.get()).isEqualTo(1);
    }
    assertThat(keptInterrupt).isTrue();
    open();
    assertThat(ids()).containsExactly("one");
  }

  @Test
  void refusesToWriteWhileReading() {
    assertThatThrownBy(() -> store.read(session -> insert(session, "one", "")))
        .isInstanceOf(StoreException.class);
    assertThat(ids()).isEmpty();
  }

  @Test
  void keepsTheInterruptOfACallerAndStillAnswersIt() {
    Thread.currentThread().interrupt();
    store.write(session -> insert(session, "one", ""));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(ids()).containsExactly("one");
  }

  @Test
  void refusesTablesOfANewerProgram() {
    store.write(
        session ->
            session.update(
                "INSERT INTO flyway_schema_history"
                    + " (installed_rank, version, description, type, script, installed_by,"
                    + " execution_time, success) VALUES (99, '99', 'x', 'SQL', 'x', 'x', 1, ?)",
                true));
    store.close();
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("has tables of version 99, and this program knows " + Schema.NEWEST);
  }

  @Test
  void findsNothingMissingInTablesThatAreComplete() {
    store.close();
    SchemaState state = Store.examine(StoreSettings.of(connection));
    assertThat(state.current()).isTrue();
    assertThat(state.problems()).isEmpty();
  }

  @Test
  void findsWhatSomebodyTookAway() throws SQLException {
    boolean mariadb = store.dialect() == Dialect.MARIADB;
    store.write(s -> s.update("DROP INDEX event_oid" + (mariadb ? " ON event" : "")));
    store.write(s -> s.update("ALTER TABLE node DROP COLUMN tainted"));
    store.close();
    assertThat(Store.examine(StoreSettings.of(connection)).problems())
        .containsExactly(
            "the column node.tainted is missing; restore a backup",
            "the index event.event_oid is missing; create it again");
  }

  @Test
  void knowsItsNewestMigration() {
    int newest =
        store.read(
            session ->
                session
                    .first(
                        "SELECT max(version) AS newest FROM flyway_schema_history",
                        row -> row.integer("newest"))
                    .orElseThrow());
    assertThat(newest).isEqualTo(Schema.NEWEST);
  }

  final String connection() {
    return connection;
  }

  final Store store() {
    return store;
  }

  final List<String> ids() {
    return store.read(session -> session.query("SELECT id FROM event", row -> row.text("id")));
  }

  static int insert(Session session, String id, String reason) throws SQLException {
    return session.update(
        "INSERT INTO event (id, \"timestamp\", status_reason) VALUES (?, ?, ?)", id, NOON, reason);
  }

  @Test
  void writesNothingOnceItsGuardRefuses() {
    store.write(session -> insert(session, "one", ""));
    AtomicBoolean fenced = new AtomicBoolean();
    store.guard(
        session -> {
          if (fenced.get()) {
            throw new StoreFenced("another engine has taken over");
          }
        });
    store.write(session -> insert(session, "two", ""));
    fenced.set(true);
    AtomicInteger runs = new AtomicInteger();
    assertThatThrownBy(
            () ->
                store.write(
                    session -> {
                      runs.incrementAndGet();
                      return insert(session, "three", "");
                    }))
        .isInstanceOf(StoreFenced.class)
        .hasMessage("another engine has taken over");
    assertThatThrownBy(() -> store.writeAside(session -> insert(session, "four", "")))
        .isInstanceOf(StoreFenced.class);
    assertThat(runs).hasValue(0);
    assertThat(ids()).containsExactly("one", "two");
  }

  @Test
  void keepsTheClockOfTheDatabase() {
    Instant there =
        store.read(
            session ->
                session
                    .first(
                        "SELECT " + session.dialect().clock() + " AS clock",
                        row -> row.instant("clock"))
                    .orElseThrow());
    assertThat(there).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
  }
}
