package io.senlin.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.senlin.spi.Event;
import io.senlin.spi.Level;
import io.senlin.store.Session;
import io.senlin.store.Store;
import io.senlin.store.StoreSettings;
import io.senlin.testkit.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a journal promises on every kind of database. */
abstract class JournalContract {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration FOREVER = Duration.ofDays(10_000);

  private String database;
  private Store store;
  private Journal journal;
  private String own;
  private volatile Instant now = NOON;

  /** The URL of an empty database. */
  abstract String emptyDatabase();

  @BeforeEach
  void openEmpty() {
    database = emptyDatabase();
    open();
  }

  /** The store in that database. */
  Store store(String url) {
    return Store.open(StoreSettings.of(url));
  }

  private void open() {
    store = store(database);
    journal = StoredJournal.open(store, () -> now, "engine-1");
    own = journal.partition();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void reopen() {
    store.close();
    open();
  }

  @Test
  void givesPlacesInOrderWithoutGapsAndWithRisingTimes() {
    List<UUID> ids = append(5); // the clock stands still
    List<Event> events = journal.read(own, 0, 100);
    assertThat(events).extracting(event -> event.details().id()).isEqualTo(ids);
    assertThat(events)
        .extracting(event -> event.details().sequence())
        .containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(events.getFirst().details().timestamp()).isEqualTo(NOON);
    assertThat(events.getLast().details().timestamp()).isEqualTo(NOON.plusNanos(4_000));
  }

  @Test
  void neverGoesBackInTimeWithTheClock() {
    append(1);
    now = NOON.minusSeconds(3600);
    append(1);
    reopen();
    append(1);
    assertThat(journal.read(own, 0, 9))
        .extracting(event -> event.details().timestamp())
        .containsExactly(NOON, NOON.plusNanos(1_000), NOON.plusNanos(2_000));
  }

  @Test
  void readsTheSameFromMemoryAndFromTheDatabase() {
    append(20);
    List<Event> fromMemory = journal.read(own, 3, 10);
    reopen();
    assertThat(journal.read(own, 3, 10)).isEqualTo(fromMemory).hasSize(10);
  }

  @Test
  void goesOnFromMemoryToTheDatabaseWhenMoreThanMemoryHoldsIsAsked() {
    append(3);
    reopen();
    append(3);
    assertThat(journal.read(own, 0, 100)).hasSize(6);
    assertThat(journal.read(own, 3, 100)).hasSize(3);
    assertThat(journal.read(own, 6, 100)).isEmpty();
    assertThat(journal.read(own, 60, 100)).isEmpty();
  }

  @Test
  void keepsNothingOfAWorkThatFails() {
    append(1);
    assertThatThrownBy(
            () ->
                store.write(
                    session -> {
                      append(session);
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(journal.head(own)).isEqualTo(1);
    append(1);
    assertThat(journal.head(own)).isEqualTo(2);
    assertThat(journal.read(own, 0, 9)).hasSize(2);
  }

  @Test
  void leavesNoGapWhenSomeOfManyCallersFail() {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        boolean fails = i % 10 == 0;
        callers.execute(() -> appendOrFail(fails));
      }
    }
    assertThat(journal.head(own)).isEqualTo(180);
    reopen();
    List<Event> events = journal.read(own, 0, 1000);
    assertThat(events).hasSize(180);
    for (int i = 0; i < 180; i++) {
      assertThat(events.get(i).details().sequence()).isEqualTo(i + 1);
    }
  }

  private void appendOrFail(boolean fails) {
    try {
      store.write(
          session -> {
            append(session);
            if (fails) {
              throw new IllegalStateException("no");
            }
            return 0;
          });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("no");
    }
  }

  @Test
  void wakesWhoeverWaitsForAnEvent() throws InterruptedException {
    assertThat(journal.awaitAfter(own, 0, Duration.ofMillis(1))).isFalse();
    Thread later = Thread.ofVirtual().start(() -> append(1));
    assertThat(journal.awaitAfter(own, 0, Duration.ofSeconds(30))).isTrue();
    later.join();
    assertThat(journal.read(own, 0, 9)).hasSize(1);
  }

  @Test
  void movesACursorForwardOnlyAndPlacesItAnywhere() {
    assertThat(journal.cursor("audit", own)).isEmpty();
    journal.moveCursor("audit", own, 7);
    journal.moveCursor("audit", own, 5);
    assertThat(journal.cursor("audit", own)).hasValue(7);
    journal.placeCursor("audit", own, 2);
    assertThat(journal.cursor("audit", own)).hasValue(2);
    journal.placeCursor("fresh", own, 0);
    assertThat(journal.cursor("fresh", own)).hasValue(0);
    journal.dropCursor("audit", own);
    assertThat(journal.cursor("audit", own)).isEmpty();
  }

  @Test
  void buriesAnEventOnceAndMovesTheCursor() {
    append(2);
    List<Event> events = journal.read(own, 0, 9);
    now = NOON.plusSeconds(5);
    journal.bury("audit", own, events.getFirst(), "too odd \uD83D\uDE00");
    journal.bury("audit", own, events.getFirst(), "too odd again");
    assertThat(journal.cursor("audit", own)).hasValue(1);
    assertThat(journal.deadLetterCount("audit")).isEqualTo(1);
    assertThat(journal.deadLetterCount("other")).isZero();
    assertThat(journal.deadLetters("audit", 9))
        .containsExactly(
            new DeadLetter("audit", own, events.getFirst(), "too odd \uD83D\uDE00", now));
  }

  @Test
  void findsThePlaceOfATime() {
    for (int i = 0; i < 10; i++) {
      now = NOON.plusSeconds(i);
      append(1);
    }
    assertThat(journal.positionAt(own, NOON.minusSeconds(9))).isEqualTo(1);
    assertThat(journal.positionAt(own, NOON)).isEqualTo(1);
    assertThat(journal.positionAt(own, NOON.plusMillis(3_500))).isEqualTo(5);
    assertThat(journal.positionAt(own, NOON.plusSeconds(9))).isEqualTo(10);
    assertThat(journal.positionAt(own, NOON.plusSeconds(99))).isEqualTo(11);
  }

  @Test
  void deletesWhatIsTooOldAndDoneByEveryEnabledDispatcher() {
    append(1_200);
    now = NOON.plus(Duration.ofDays(2));
    append(10);
    journal.moveCursor("slow", own, 700);
    journal.moveCursor("quick", own, 1_210);
    Retained first = journal.retain(Duration.ofDays(1), Long.MAX_VALUE, Set.of("slow", "quick"));
    assertThat(first).isEqualTo(new Retained(700, 500));
    assertThat(journal.tail(own)).isEqualTo(701);
    // a dispatcher that is switched off holds nothing
    Retained second = journal.retain(Duration.ofDays(1), Long.MAX_VALUE, Set.of("quick"));
    assertThat(second).isEqualTo(new Retained(500, 0));
    reopen(); // memory may still hold what the table has lost
    assertThat(journal.read(own, 0, 2_000)).hasSize(10);
  }

  @Test
  void keepsEverythingForAnEnabledDispatcherThatHasNotBegun() {
    append(10);
    now = NOON.plus(Duration.ofDays(2));
    assertThat(journal.retain(Duration.ofDays(1), 1, Set.of("new"))).isEqualTo(new Retained(0, 9));
  }

  @Test
  void deletesTheOldestWhenTheJournalIsTooLarge() {
    append(100);
    int size = journal.read(own, 0, 1).getFirst().json().length;
    journal.retain(FOREVER, 20L * size, Set.of());
    assertThat(journal.tail(own)).isBetween(75L, 85L);
    assertThat(journal.head(own)).isEqualTo(100);
  }

  @Test
  void countsOnAfterEverythingWasDeleted() {
    append(10);
    journal.retain(Duration.ofDays(-1), 0, Set.of());
    assertThat(journal.tail(own)).isEqualTo(10); // the newest stays
    reopen();
    append(1);
    assertThat(journal.head(own)).isEqualTo(11);
  }

  private List<UUID> append(int count) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(store.write(this::append));
    }
    return ids;
  }

  private UUID append(Session session) {
    Event event = Events.of("CLUSTER_CREATE").build();
    return journal.append(session, Level.INFO, event.action(), "start", "a reason", Map.of("n", 1));
  }
}
