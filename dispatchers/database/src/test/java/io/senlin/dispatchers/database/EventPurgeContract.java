package io.senlin.dispatchers.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.senlin.spi.Event;
import io.senlin.store.Store;
import io.senlin.store.StoreSettings;
import io.senlin.store.retention.Archive;
import io.senlin.store.retention.Expired;
import io.senlin.store.retention.Purge;
import io.senlin.store.retention.RetentionRun;
import io.senlin.store.retention.RetentionRuns;
import io.senlin.testkit.Events;
import io.senlin.testkit.StepClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What purging the event table promises on every kind of database. */
abstract class EventPurgeContract {
  private static final Instant LIMIT = Instant.parse("2026-11-22T12:00:00Z");

  private String connection;
  private Store store;
  private EventTable table;
  private Purge<EventRow> purge;

  /** The URL of an empty database. */
  abstract String emptyDatabase();

  @BeforeEach
  void open() {
    connection = emptyDatabase();
    store = Store.open(StoreSettings.of(connection));
    table = new EventTable(store);
    purge = new Purge<>(store, EventTable.AGEING);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void deletesWhatIsOlderAndNothingElse() throws InterruptedException {
    dump(
        event("old", LIMIT.minusNanos(1000)),
        event("new", LIMIT),
        event("newer", LIMIT.plusSeconds(1)));
    assertThat(purge.count(Expired.before(LIMIT))).isEqualTo(1);
    purge(Expired.before(LIMIT));
    assertThat(table.list(EventQuery.ALL))
        .extracting(EventRow::statusReason)
        .containsExactly("new", "newer");
  }

  @Test
  void deletesManyOfTheSameInstantInBatchesAndSaysHowFarItIs() throws InterruptedException {
    dump(
        IntStream.range(0, 1234)
            .mapToObj(i -> event("old", LIMIT.minusSeconds(i / 500 + 1)))
            .toArray(Event[]::new));
    dump(event("new", LIMIT));
    List<Long> progress = new ArrayList<>();
    purge.run(Expired.before(LIMIT), Archive.none(), progress::add);
    assertThat(progress).isSorted().hasSizeGreaterThan(10).endsWith(1234L);
    assertThat(table.list(EventQuery.ALL)).hasSize(1);
  }

  @Test
  void countsEachRowOnceHoweverManyThereAre() {
    for (int dumped = 0; dumped < 25_000; dumped += 5_000) {
      assertThat(purge.count(Expired.before(LIMIT))).isEqualTo(dumped);
      dump(
          IntStream.range(dumped, dumped + 5_000)
              .mapToObj(i -> event("old", LIMIT.minusSeconds(i / 3_000 + 1)))
              .toArray(Event[]::new));
    }
    assertThat(purge.count(Expired.before(LIMIT))).isEqualTo(25_000);
    assertThat(purge.count(Expired.before(LIMIT.minusSeconds(4)))).isEqualTo(13_000);
  }

  @Test
  void deletesThoseOfTheGivenProjectsOnly() throws InterruptedException {
    for (String project : List.of("a", "b", "c")) {
      dump(Events.of("NODE_CREATE").project(project).timestamp(LIMIT.minusSeconds(9)).build());
    }
    Expired expired = new Expired(LIMIT, List.of("a", "c", "a", "nobody"));
    assertThat(purge.count(expired)).isEqualTo(2);
    purge(expired);
    assertThat(table.list(EventQuery.ALL)).extracting(EventRow::project).containsExactly("b");
  }

  @Test
  void deletesNothingThatTheArchiveHasNotKept() {
    dump(
        IntStream.range(0, 250)
            .mapToObj(i -> event("old", LIMIT.minusSeconds(1)))
            .toArray(Event[]::new));
    List<EventRow> kept = new ArrayList<>();
    Archive<EventRow> failing =
        rows -> {
          if (!kept.isEmpty()) {
            throw new UncheckedIOException(new IOException("the disk is full"));
          }
          kept.addAll(rows);
        };
    assertThatThrownBy(() -> purge.run(Expired.before(LIMIT), failing, gone -> {}))
        .isInstanceOf(UncheckedIOException.class);
    List<String> left = table.list(EventQuery.ALL).stream().map(EventRow::id).toList();
    assertThat(left)
        .hasSize(250 - kept.size())
        .doesNotContainAnyElementsOf(kept.stream().map(EventRow::id).toList());
  }

  @Test
  void isStoppedByAnInterruptBetweenTwoBatches() {
    dump(
        IntStream.range(0, 250)
            .mapToObj(i -> event("old", LIMIT.minusSeconds(1)))
            .toArray(Event[]::new));
    List<Long> gone = new ArrayList<>();
    assertThatThrownBy(
            () ->
                purge.run(
                    Expired.before(LIMIT),
                    Archive.none(),
                    deleted -> {
                      gone.add(deleted);
                      Thread.currentThread().interrupt();
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(gone).hasSize(1);
    assertThat(gone.getFirst()).isBetween(1L, 249L);
    assertThat(table.list(EventQuery.ALL)).hasSize(250 - Math.toIntExact(gone.getFirst()));
  }

  @Test
  void worksBesideAnEngineThatInserts() throws InterruptedException {
    dump(
        IntStream.range(0, 2000)
            .mapToObj(i -> event("old", LIMIT.minusSeconds(1)))
            .toArray(Event[]::new));
    try (Store guest = Store.guest(StoreSettings.of(connection))) {
      CompletableFuture<Integer> inserts =
          CompletableFuture.supplyAsync(
              () -> {
                int count = 0;
                for (; count < 500 || purge.count(Expired.before(LIMIT)) > 0; count++) {
                  dump(event("new", LIMIT.plusSeconds(count)));
                }
                return count;
              });
      new Purge<>(guest, EventTable.AGEING).run(Expired.before(LIMIT), Archive.none(), gone -> {});
      int inserted = inserts.join();
      assertThat(table.list(EventQuery.ALL)).hasSize(inserted);
    }
  }

  @Test
  void whatWasPurgedAndIsDeliveredAgainIsThereOnceUntilTheNextPurge() throws InterruptedException {
    Event event = event("old", LIMIT.minusSeconds(1));
    dump(event);
    purge(Expired.before(LIMIT));
    dump(event);
    dump(event);
    assertThat(table.list(EventQuery.ALL)).hasSize(1);
    purge(Expired.before(LIMIT));
    assertThat(table.list(EventQuery.ALL)).isEmpty();
  }

  @Test
  void leavesTheTurnToOneEngineAtATime() {
    StepClock clock = StepClock.at(LIMIT);
    RetentionRuns one = new RetentionRuns(store, clock, "one");
    RetentionRuns two = new RetentionRuns(store, clock, "two");
    Duration pause = Duration.ofMinutes(10);
    assertThat(one.last()).isEmpty();
    assertThat(one.begin(pause)).isTrue();
    assertThat(two.begin(pause)).isFalse();
    var _ = clock.advance(Duration.ofMinutes(1));
    one.progress(5, 0);
    var _ = clock.advance(Duration.ofSeconds(90));
    assertThat(two.begin(Duration.ZERO)).as("one's lease was renewed").isFalse();
    one.end(7, 2, Optional.empty());
    assertThat(two.last())
        .contains(
            new RetentionRun(
                "one", LIMIT, Optional.of(Duration.ofSeconds(150)), 7, 2, Optional.empty()));
    assertThat(two.begin(pause)).as("it is too early").isFalse();
    var _ = clock.advance(pause);
    assertThat(two.begin(pause)).isTrue();
    assertThat(one.last()).get().returns(Optional.empty(), RetentionRun::took);
    var _ = clock.advance(Duration.ofMinutes(11));
    assertThat(one.begin(pause)).as("two died").isTrue();
    two.end(9, 9, Optional.of("late"));
    assertThat(one.last())
        .get()
        .returns("one", RetentionRun::engine)
        .returns(0L, RetentionRun::events);
  }

  private void purge(Expired expired) throws InterruptedException {
    purge.run(expired, Archive.none(), gone -> {});
  }

  private static Event event(String reason, Instant timestamp) {
    return Events.of("CLUSTER_CREATE").reason(reason).timestamp(timestamp).build();
  }

  private void dump(Event... events) {
    new DatabaseDispatcher(store).dumpAll(List.of(events));
  }
}
