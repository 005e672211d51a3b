package io.senlin.api;

import io.senlin.journal.DeadLetter;
import io.senlin.journal.Draft;
import io.senlin.journal.Journal;
import io.senlin.journal.Retained;
import io.senlin.spi.Event;
import io.senlin.store.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** A journal of one partition in memory, for reading only. Thread-safe. */
final class ListJournal implements Journal {
  private final List<Event> events = new ArrayList<>();

  synchronized void add(Event event) {
    events.add(event);
    notifyAll();
  }

  @Override
  public String partition() {
    return "local";
  }

  @Override
  public List<String> partitions() {
    return List.of(partition());
  }

  @Override
  public synchronized List<Event> read(String partition, long afterSequence, int maxEvents) {
    return events.stream()
        .filter(event -> event.details().sequence() > afterSequence)
        .limit(maxEvents)
        .toList();
  }

  @Override
  public synchronized long head(String partition) {
    return events.isEmpty() ? 0 : events.getLast().details().sequence();
  }

  @Override
  public synchronized boolean awaitAfter(String partition, long sequence, Duration limit)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (head(partition) <= sequence) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  @Override
  public UUID append(Session transaction, Draft draft) {
    throw readOnly();
  }

  @Override
  public long tail(String partition) {
    throw readOnly();
  }

  @Override
  public long positionAt(String partition, Instant time) {
    throw readOnly();
  }

  @Override
  public OptionalLong cursor(String dispatcher, String partition) {
    throw readOnly();
  }

  @Override
  public void moveCursor(String dispatcher, String partition, long sequence) {
    throw readOnly();
  }

  @Override
  public void placeCursor(String dispatcher, String partition, long sequence) {
    throw readOnly();
  }

  @Override
  public void dropCursor(String dispatcher, String partition) {
    throw readOnly();
  }

  @Override
  public void bury(String dispatcher, String partition, Event event, String reason) {
    throw readOnly();
  }

  @Override
  public List<DeadLetter> deadLetters(String dispatcher, int maxLetters) {
    throw readOnly();
  }

  @Override
  public long deadLetterCount(String dispatcher) {
    throw readOnly();
  }

  @Override
  public Retained retain(Duration age, long maxBytes, Set<String> enabledDispatchers) {
    throw readOnly();
  }

  private static AssertionError readOnly() {
    return new AssertionError("streams only read events");
  }
}
