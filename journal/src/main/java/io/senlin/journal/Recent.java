package io.senlin.journal;

import io.senlin.spi.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The newest events of a partition, so that a dispatcher that keeps up needs no reading and no
 * decoding. Bounded by the size of the events' JSON, and by their number. Not thread-safe.
 */
final class Recent {
  private static final int MAX_EVENTS = 8192; // a power of two

  private final long maxBytes;
  private final @Nullable Event[] ring = new @Nullable Event[MAX_EVENTS];
  private final int[] sizes = new int[MAX_EVENTS];
  private long bytes;
  private long oldest;
  private long next;

  /**
   * Empty as yet.
   *
   * @param head the sequence of the newest event that is in the database already
   */
  Recent(long head, long maxBytes) {
    this.maxBytes = maxBytes;
    this.oldest = head + 1;
    this.next = head + 1;
  }

  void add(Event event, int size) {
    if (next - oldest == MAX_EVENTS) {
      dropOldest();
    }
    ring[slot(next)] = event;
    sizes[slot(next)] = size;
    bytes += size;
    next++;
    while (bytes > maxBytes && oldest < next) {
      dropOldest();
    }
  }

  /** Whether all events after {@code sequence} are here. */
  boolean holdsAllAfter(long sequence) {
    return sequence + 1 >= oldest;
  }

  List<Event> after(long sequence, int maxEvents) {
    long end = Math.min(next, sequence + 1 + maxEvents);
    List<Event> events = new ArrayList<>(Math.max(0, (int) (end - sequence - 1)));
    for (long at = sequence + 1; at < end; at++) {
      events.add(Objects.requireNonNull(ring[slot(at)]));
    }
    return events;
  }

  private void dropOldest() {
    ring[slot(oldest)] = null;
    bytes -= sizes[slot(oldest)];
    oldest++;
  }

  private static int slot(long sequence) {
    return (int) (sequence & (MAX_EVENTS - 1));
  }
}
