package io.senlin.delivery;

import io.senlin.journal.Register;
import io.senlin.journal.Register.Entry;
import io.senlin.journal.Register.Wish;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The {@link Register}, held in memory and written through. Used under a lock. */
final class Remembered {
  private final Register register;
  private final InstantSource clock;
  private final Map<String, Entry> entries = new TreeMap<>();
  private long changes;

  Remembered(Register register, InstantSource clock) {
    this.register = register;
    this.clock = clock;
    register.entries().forEach(entry -> entries.put(entry.name(), entry));
  }

  Collection<Entry> all() {
    return List.copyOf(entries.values());
  }

  /** The entry of a dispatcher; an empty one if nothing is remembered of it. */
  Entry of(String name) {
    return entries.getOrDefault(name, Entry.empty(name));
  }

  /** What is stored now, by this engine and by others; safe to call without the lock. */
  List<Entry> stored() {
    return register.entries();
  }

  /** Grows with every change that is made here. */
  long changes() {
    return changes;
  }

  /**
   * Takes over what administrators asked for elsewhere.
   *
   * @return whether that is anything new
   */
  boolean adopt(Collection<Entry> stored) {
    boolean news = false;
    for (Entry entry : stored) {
      Entry now = of(entry.name());
      Entry next = now.withOrder(entry.wish(), entry.paused());
      if (!next.equals(now)) {
        entries.put(entry.name(), next);
        news = true;
      }
    }
    return news;
  }

  void active(String name, boolean active) {
    Entry now = of(name);
    if (now.active() != active) {
      Entry next = now.withActivity(active, clock.instant());
      changes++;
      register.saveActivity(name, active, next.since());
      entries.put(name, next);
    }
  }

  void wish(String name, Wish wish) {
    order(of(name).withOrder(wish, of(name).paused()));
  }

  void paused(String name, boolean paused) {
    order(of(name).withOrder(of(name).wish(), paused));
  }

  private void order(Entry next) {
    if (!next.equals(of(next.name()))) {
      changes++;
      register.saveOrder(next.name(), next.wish(), next.paused());
      entries.put(next.name(), next);
    }
  }
}
