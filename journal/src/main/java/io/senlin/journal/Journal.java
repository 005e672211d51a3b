package io.senlin.journal;

import io.senlin.spi.Action;
import io.senlin.spi.Event;
import io.senlin.spi.Level;
import io.senlin.store.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The durable log in which every event waits for its dispatchers. Each engine appends to a
 * partition of its own. Within a partition sequences have no gaps and timestamps rise strictly,
 * both in the order of commits. Thread-safe.
 *
 * <p>A dispatcher's cursor in a partition is the highest sequence up to which everything is done:
 * delivered, filtered out, or among the dead letters.
 *
 * <p>All methods throw {@link io.senlin.store.StoreException} when the database fails.
 */
public interface Journal {
  /**
   * Appends within the caller's {@code Store.write}: the event exists exactly if that commits. Its
   * sequence and timestamp are given just before the commit.
   *
   * @return the event's id
   */
  default UUID append(
      Session transaction,
      Level level,
      Action action,
      String phase,
      String reason,
      Map<String, ? extends @Nullable Object> extra) {
    return append(transaction, Draft.of(level, action, phase, reason, extra));
  }

  /** The same, with an event that was encoded before. */
  UUID append(Session transaction, Draft draft);

  /** The partition this engine appends to. */
  String partition();

  /** All partitions that hold events or cursors, this engine's own among them. */
  List<String> partitions();

  /**
   * The next events after a sequence, in order: from memory if they are recent, else from the
   * database. Empty if there are none yet.
   */
  List<Event> read(String partition, long afterSequence, int maxEvents);

  /** The sequence of the newest committed event; 0 if there never was one. */
  long head(String partition);

  /** The sequence of the oldest event still kept; head + 1 if there is none. */
  long tail(String partition);

  /** The sequence of the first event at or after {@code time}; head + 1 if there is none yet. */
  long positionAt(String partition, Instant time);

  /**
   * Waits until an event beyond {@code sequence} is committed.
   *
   * @return false if {@code limit} passed first
   */
  boolean awaitAfter(String partition, long sequence, Duration limit) throws InterruptedException;

  /** Where a dispatcher stands; empty if it never had a cursor in that partition. */
  OptionalLong cursor(String dispatcher, String partition);

  /** Moves a cursor forward, or makes it; one that stands at {@code sequence} or beyond stays. */
  void moveCursor(String dispatcher, String partition, long sequence);

  /** Puts a cursor anywhere, also backwards: what follows it is delivered again. */
  void placeCursor(String dispatcher, String partition, long sequence);

  /** Forgets where a dispatcher stands. Its dead letters stay. */
  void dropCursor(String dispatcher, String partition);

  /**
   * Keeps {@code event} among the dead letters and moves the cursor to it, in one transaction.
   * Repeating it changes nothing.
   */
  void bury(String dispatcher, String partition, Event event, String reason);

  /** The dead letters of a dispatcher, newest first. */
  List<DeadLetter> deadLetters(String dispatcher, int maxLetters);

  long deadLetterCount(String dispatcher);

  /**
   * Deletes events, of all partitions but those of other engines, that are older than {@code age},
   * and the oldest ones as long as the journal is larger than {@code maxBytes}, in small
   * transactions. An event that one of the enabled dispatchers has not done is never deleted, nor
   * is the newest event of a partition; a dispatcher that is not enabled holds nothing.
   *
   * @param maxBytes of the events' encoded form
   */
  Retained retain(Duration age, long maxBytes, Set<String> enabledDispatchers);
}
