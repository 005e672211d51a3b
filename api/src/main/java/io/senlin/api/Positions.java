package io.senlin.api;

import io.senlin.journal.Journal;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How far a stream of events is in each partition of the journal. Not thread-safe. */
final class Positions {
  private final Map<String, Long> positions = new TreeMap<>();

  private Positions() {}

  /** Behind everything that is there now. */
  static Positions now(Journal journal) {
    Positions now = new Positions();
    journal.partitions().forEach(name -> now.move(name, journal.head(name)));
    now.move(journal.partition(), journal.head(journal.partition()));
    return now;
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws HttpError if it is something else
   */
  static Positions parse(String text) {
    Positions positions = new Positions();
    try {
      for (String part : text.split(",", -1)) {
        int colon = part.lastIndexOf(':');
        positions.move(
            part.substring(0, Math.max(colon, 0)),
            Long.parseLong(part, colon + 1, part.length(), 10));
      }
    } catch (NumberFormatException e) {
      throw HttpError.badRequest(
          "The Last-Event-ID '%s' is not one that this stream gave.".formatted(text));
    }
    return positions;
  }

  /** The sequence after which to go on; a partition that came up later is read from its start. */
  long of(String partition) {
    return positions.getOrDefault(partition, 0L);
  }

  void move(String partition, long sequence) {
    positions.put(partition, sequence);
  }

  int partitions() {
    return positions.size();
  }

  /** {@code local:42}; several partitions are separated by commas. */
  @Override
  public String toString() {
    return positions.entrySet().stream()
        .map(entry -> entry.getKey() + ":" + entry.getValue())
        .collect(Collectors.joining(","));
  }
}
