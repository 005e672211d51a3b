package io.senlin.delivery;

import io.senlin.journal.DeadLetter;
import io.senlin.journal.Draft;
import io.senlin.journal.Journal;
import io.senlin.journal.Retained;
import io.senlin.spi.Details;
import io.senlin.spi.Event;
import io.senlin.store.Session;
import io.senlin.testkit.EventBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A journal in memory that can be made to fail. */
final class MemoryJournal implements Journal {
  static final String OWN = "local";

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition appended = lock.newCondition();
  private final Map<String, List<Event>> partitions = new TreeMap<>(Map.of(OWN, new ArrayList<>()));
  private final Map<String, Long> cursors = new TreeMap<>();
  private final List<DeadLetter> letters = new ArrayList<>();
  private final Map<String, Long> deleted = new TreeMap<>();
  private final List<Long> awaited = new CopyOnWriteArrayList<>();
  private boolean broken;

  /** From now on every access fails, or works again. */
  void broken(boolean fails) {
    locked(() -> broken = fails);
  }

  /** The sequences of the events that somebody waited for, in order. */
  List<Long> awaited() {
    return awaited;
  }

  Event append(EventBuilder event) {
    return append(OWN, event);
  }

  Event append(String partition, EventBuilder event) {
    lock.lock();
    try {
      List<Event> events = partitions.computeIfAbsent(partition, _ -> new ArrayList<>());
      long sequence = events.size() + deleted.getOrDefault(partition, 0L) + 1;
      Event placed = event.sequence(sequence).build();
      events.add(placed);
      appended.signalAll();
      return placed;
    } finally {
      lock.unlock();
    }
  }

  /** Deletes the oldest events, as retention would. */
  void delete(int events) {
    locked(
        () -> {
          partitions.get(OWN).subList(0, events).clear();
          deleted.merge(OWN, (long) events, Long::sum);
          return events;
        });
  }

  @Override
  public UUID append(Session transaction, Draft draft) {
    throw new UnsupportedOperationException("this journal has no transactions");
  }

  @Override
  public String partition() {
    return OWN;
  }

  @Override
  public List<String> partitions() {
    return locked(() -> List.copyOf(partitions.keySet()));
  }

  @Override
  public List<Event> read(String partition, long afterSequence, int maxEvents) {
    return locked(
        () ->
            partitions.getOrDefault(partition, List.of()).stream()
                .filter(event -> event.details().sequence() > afterSequence)
                .limit(maxEvents)
                .toList());
  }

  @Override
  public long head(String partition) {
    return locked(
        () ->
            partitions.getOrDefault(partition, List.of()).size()
                + deleted.getOrDefault(partition, 0L));
  }

  @Override
  public long tail(String partition) {
    return locked(() -> deleted.getOrDefault(partition, 0L) + 1);
  }

  @Override
  public long positionAt(String partition, Instant time) {
    return locked(
        () ->
            partitions.get(partition).stream()
                .map(Event::details)
                .filter(details -> !details.timestamp().isBefore(time))
                .mapToLong(Details::sequence)
                .findFirst()
                .orElse(partitions.get(partition).size() + 1));
  }

  @Override
  public boolean awaitAfter(String partition, long sequence, Duration limit)
      throws InterruptedException {
    awaited.add(sequence + 1);
    lock.lock();
    try {
      long left = limit.toNanos();
      while (partitions.get(partition).size() + deleted.getOrDefault(partition, 0L) <= sequence
          && left > 0) {
        left = appended.awaitNanos(left);
      }
      return left > 0;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public OptionalLong cursor(String dispatcher, String partition) {
    return locked(
        () -> {
          Long cursor = cursors.get(dispatcher + "/" + partition);
          return cursor == null ? OptionalLong.empty() : OptionalLong.of(cursor);
        });
  }

  @Override
  public void moveCursor(String dispatcher, String partition, long sequence) {
    locked(() -> cursors.merge(dispatcher + "/" + partition, sequence, Math::max));
  }

  @Override
  public void placeCursor(String dispatcher, String partition, long sequence) {
    locked(() -> cursors.put(dispatcher + "/" + partition, sequence));
  }

  @Override
  public void dropCursor(String dispatcher, String partition) {
    locked(() -> Optional.ofNullable(cursors.remove(dispatcher + "/" + partition)));
  }

  @Override
  public void bury(String dispatcher, String partition, Event event, String reason) {
    locked(() -> letters.add(new DeadLetter(dispatcher, partition, event, reason, Instant.EPOCH)));
    moveCursor(dispatcher, partition, event.details().sequence());
  }

  @Override
  public List<DeadLetter> deadLetters(String dispatcher, int maxLetters) {
    return locked(
        () -> letters.stream().filter(each -> each.dispatcher().equals(dispatcher)).toList());
  }

  @Override
  public long deadLetterCount(String dispatcher) {
    return deadLetters(dispatcher, Integer.MAX_VALUE).size();
  }

  @Override
  public Retained retain(Duration age, long maxBytes, Set<String> enabledDispatchers) {
    throw new UnsupportedOperationException("this journal keeps everything");
  }

  private <T> T locked(java.util.function.Supplier<T> body) {
    lock.lock();
    try {
      if (broken && !Thread.currentThread().getName().equals("main")) {
        throw new IllegalStateException("the database is away");
      }
      return body.get();
    } finally {
      lock.unlock();
    }
  }

  /** How long a test waits for what must happen on a busy machine. */
  static org.awaitility.core.ConditionFactory await() {
    return org.awaitility.Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .pollInterval(2, TimeUnit.MILLISECONDS);
  }
}
