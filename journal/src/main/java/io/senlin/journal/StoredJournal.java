package io.senlin.journal;

import io.senlin.spi.Event;
import io.senlin.store.Session;
import io.senlin.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** The journal in the engine's database. */
@SuppressWarnings("DoNotCallSuggester")
public final class StoredJournal implements Journal {
  private StoredJournal() {}

  /**
   * The journal of this engine.
   *
   * @param engine the stable id of this engine, its partition where several engines share a
   *     database; on SQLite the one partition is {@code local}
   */
  public static StoredJournal open(Store store, InstantSource clock, String engine) {
    throw new UnsupportedOperationException();
  }

  @Override
  public UUID append(Session transaction, Draft draft) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String partition() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> partitions() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Event> read(String partition, long afterSequence, int maxEvents) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long head(String partition) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long tail(String partition) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long positionAt(String partition, Instant time) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean awaitAfter(String partition, long sequence, Duration limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public OptionalLong cursor(String dispatcher, String partition) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void moveCursor(String dispatcher, String partition, long sequence) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void placeCursor(String dispatcher, String partition, long sequence) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void dropCursors(String dispatcher) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void bury(String dispatcher, String partition, Event event, String reason) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<DeadLetter> deadLetters(String dispatcher, int maxLetters) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long deadLetterCount(String dispatcher) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Retained retain(Duration age, long maxBytes, Set<String> enabledDispatchers) {
    throw new UnsupportedOperationException();
  }
}
