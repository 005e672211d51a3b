package io.senlin.delivery;

import io.senlin.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The partitions a dispatcher is served from, and where in them it begins. Immutable.
 *
 * @param partitions the first is this engine's own; the others are served before it, in order
 * @param replay where to begin in the own partition, whatever the cursor there says; empty to go on
 *     at the cursor
 * @param absence what it leaves out of the own partition
 */
record Route(
    Journal journal,
    String dispatcher,
    List<String> partitions,
    OptionalLong replay,
    Absence absence) {
  Route {
    partitions = List.copyOf(partitions);
  }

  /** A lane for each partition, at its cursor. One that has none yet begins now. */
  List<Lane> lanes() {
    if (replay.isPresent()) {
      journal.placeCursor(dispatcher, partitions.getFirst(), replay.getAsLong());
    }
    List<Lane> lanes = new ArrayList<>();
    for (String partition : partitions) {
      OptionalLong cursor = journal.cursor(dispatcher, partition);
      long position = cursor.isPresent() ? cursor.getAsLong() : begin(partition);
      Absence left = partition.equals(partitions.getFirst()) ? absence : Absence.NONE;
      lanes.add(new Lane(journal, dispatcher, partition, position, left));
    }
    return List.copyOf(lanes);
  }

  private long begin(String partition) {
    long head = journal.head(partition);
    journal.placeCursor(dispatcher, partition, head);
    return head;
  }
}
