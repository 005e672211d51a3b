package io.senlin.delivery;

import io.senlin.journal.Register;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The register of one of two engines on one database: what is asked of either holds for both, what
 * is switched on is each one's own.
 */
record SharedOrders(Register own, Register neighbour) implements Register {
  @Override
  public List<Entry> entries() {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (Entry entry : own.entries()) {
      entries.put(entry.name(), entry);
    }
    for (Entry entry : neighbour.entries()) {
      entries.merge(
          entry.name(),
          Entry.empty(entry.name()).withOrder(entry.wish(), entry.paused()),
          (mine, theirs) -> mine.withOrder(theirs.wish(), theirs.paused()));
    }
    return new ArrayList<>(entries.values());
  }

  @Override
  public void saveActivity(String name, boolean active, Instant since) {
    own.saveActivity(name, active, since);
  }

  @Override
  public void saveOrder(String name, Wish wish, boolean paused) {
    neighbour.saveOrder(name, wish, paused);
  }
}
