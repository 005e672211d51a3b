package io.senlin.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is remembered of dispatchers over a restart besides their cursors. Implementations are
 * thread-safe and durable: what {@link #save} returned from is there after a crash.
 */
public interface Register {
  /** What an administrator asked for, against what senlin.conf says. */
  enum Wish {
    NONE,
    ENABLED,
    DISABLED
  }

  /**
   * What is remembered of one dispatcher.
   *
   * @param active whether it is switched on: it then goes on at its cursor
   * @param since when {@code active} last changed
   */
  record Entry(String name, boolean active, Instant since, Wish wish, boolean paused) {}

  List<Entry> entries();

  /** Makes or replaces the entry of its dispatcher. */
  void save(Entry entry);

  void remove(String name);

  /** A register that forgets everything with the process; for tests and trials. */
  static Register inMemory() {
    return new Register() {
      private final Map<String, Entry> entries = new ConcurrentHashMap<>();

      @Override
      public List<Entry> entries() {
        return new ArrayList<>(entries.values());
      }

      @Override
      public void save(Entry entry) {
        entries.put(entry.name(), entry);
      }

      @Override
      public void remove(String name) {
        entries.remove(name);
      }
    };
  }
}
