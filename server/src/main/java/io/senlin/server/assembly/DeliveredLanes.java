package io.senlin.server.assembly;

import io.senlin.delivery.Delivery;
import io.senlin.engine.Lanes;
import io.senlin.journal.Journal;
import java.util.List;
import java.util.OptionalLong;

/**
 * Tells delivery what the engine owns, and the engine what is delivered, as the two do not know
 * each other. Thread-safe.
 */
record DeliveredLanes(Journal journal, Delivery delivery) implements Lanes {
  @Override
  public void serve(List<String> partitions) {
    delivery.takeOver(partitions);
  }

  @Override
  public boolean delivered(String partition) {
    long head = journal.head(partition);
    for (String dispatcher : delivery.active()) {
      OptionalLong cursor = journal.cursor(dispatcher, partition);
      if (cursor.isEmpty() || cursor.getAsLong() < head) {
        return false;
      }
    }
    return true;
  }
}
