package io.senlin.journal;

import io.senlin.journal.JournalTable.Position;
import io.senlin.spi.Event;
import io.senlin.store.Dialect;
import io.senlin.store.Session;
import io.senlin.store.Store;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The journal in the engine's database. */
public final class StoredJournal implements Journal {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Store store;
  private final InstantSource clock;
  private final JournalTable table;
  private final OwnPartition own;
  private final Cursors cursors;
  private final DeadLetters deadLetters;
  private final Retention retention;

  private StoredJournal(Store store, InstantSource clock, JournalTable table, OwnPartition own) {
    this.store = store;
    this.clock = clock;
    this.table = table;
    this.own = own;
    this.cursors = new Cursors(store, clock);
    this.deadLetters = new DeadLetters(store, clock, cursors);
    this.retention = new Retention(store, table, cursors);
  }

  /**
   * The journal of this engine.
   *
   * @param name the partition that this engine owns, where several engines share a database; see
   *     {@link Partitions}. On SQLite the one partition is {@code local}
   */
  public static StoredJournal open(Store store, InstantSource clock, String name) {
    JournalTable table = new JournalTable(store.dialect());
    String partition = store.dialect() == Dialect.SQLITE ? JournalTable.LOCAL : name;
    Position newest = store.read(session -> newest(session, table, partition));
    return new StoredJournal(
        store, clock, table, new OwnPartition(table, partition, clock, newest));
  }

  /** Where to go on: never before a place that was given, even if somebody emptied the table. */
  private static Position newest(Session session, JournalTable table, String partition)
      throws SQLException {
    Position newest = table.newest(session, partition).orElse(Position.START);
    long highest = Cursors.highest(session, partition);
    return highest > newest.sequence() ? new Position(highest, newest.timestamp()) : newest;
  }

  @Override
  public UUID append(Session transaction, Draft draft) {
    transaction.participant(this, () -> new Appends(own)).add(draft);
    return draft.id();
  }

  @Override
  public String partition() {
    return own.name();
  }

  @Override
  public List<String> partitions() {
    Set<String> names = new TreeSet<>(store.read(Cursors::partitions));
    names.add(own.name());
    return List.copyOf(names);
  }

  @Override
  public List<Event> read(String partition, long afterSequence, int maxEvents) {
    Optional<List<Event>> recent =
        isOwn(partition) ? own.recentAfter(afterSequence, maxEvents) : Optional.empty();
    return recent.orElseGet(
        () -> store.read(session -> table.after(session, partition, afterSequence, maxEvents)));
  }

  @Override
  public long head(String partition) {
    return isOwn(partition)
        ? own.head()
        : store.read(s -> table.newest(s, partition)).map(Position::sequence).orElse(0L);
  }

  @Override
  public long tail(String partition) {
    return store
        .read(session -> table.oldestFrom(session, partition, 0))
        .map(Position::sequence)
        .orElseGet(() -> head(partition) + 1);
  }

  @Override
  public long positionAt(String partition, Instant time) {
    return store.read(session -> retention.firstFrom(session, partition, time));
  }

  @Override
  public boolean awaitAfter(String partition, long sequence, Duration limit)
      throws InterruptedException {
    if (isOwn(partition)) {
      return own.awaitAfter(sequence, limit);
    }
    long end = System.nanoTime() + limit.toNanos();
    while (head(partition) <= sequence) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      Thread.sleep(POLL); // another engine appends there, and nobody tells us
    }
    return true;
  }

  private boolean isOwn(String partition) {
    return partition.equals(own.name());
  }

  @Override
  public OptionalLong cursor(String dispatcher, String partition) {
    return cursors.get(dispatcher, partition);
  }

  @Override
  public void moveCursor(String dispatcher, String partition, long sequence) {
    cursors.move(dispatcher, partition, sequence);
  }

  @Override
  public void placeCursor(String dispatcher, String partition, long sequence) {
    cursors.place(dispatcher, partition, sequence);
  }

  @Override
  public void dropCursor(String dispatcher, String partition) {
    cursors.drop(dispatcher, partition);
  }

  @Override
  public void bury(String dispatcher, String partition, Event event, String reason) {
    deadLetters.bury(dispatcher, partition, event, reason);
  }

  @Override
  public List<DeadLetter> deadLetters(String dispatcher, int maxLetters) {
    return deadLetters.of(dispatcher, maxLetters);
  }

  @Override
  public long deadLetterCount(String dispatcher) {
    return deadLetters.count(dispatcher);
  }

  @Override
  public Retained retain(Duration age, long maxBytes, Set<String> enabledDispatchers) {
    Instant keepFrom = clock.instant().minus(age);
    List<String> all = partitions();
    List<String> mine =
        store.read(
            session -> Partitions.ofNoOther(session, own.name(), all)); // each engine its own
    Retained sum = new Retained(0, 0);
    for (String partition : mine) {
      sum = sum.plus(retention.run(partition, keepFrom, maxBytes, enabledDispatchers));
    }
    return sum;
  }
}
