package io.senlin.delivery;

import io.senlin.delivery.Register.Entry;
import io.senlin.delivery.Register.Wish;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The {@link Register}, read once and written through. Used under a lock. */
final class Remembered {
  private final Register register;
  private final InstantSource clock;
  private final Map<String, Entry> entries = new TreeMap<>();

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
    Entry known = entries.get(name);
    return known != null ? known : new Entry(name, false, Instant.EPOCH, Wish.NONE, false);
  }

  void active(String name, boolean active) {
    Entry now = of(name);
    if (now.active() != active) {
      save(new Entry(name, active, clock.instant(), now.wish(), now.paused()));
    }
  }

  void wish(String name, Wish wish) {
    Entry now = of(name);
    if (now.wish() != wish) {
      save(new Entry(name, now.active(), now.since(), wish, now.paused()));
    }
  }

  void paused(String name, boolean paused) {
    Entry now = of(name);
    if (now.paused() != paused) {
      save(new Entry(name, now.active(), now.since(), now.wish(), paused));
    }
  }

  void remove(String name) {
    register.remove(name);
    entries.remove(name);
  }

  private void save(Entry entry) {
    register.save(entry);
    entries.put(entry.name(), entry);
  }
}
