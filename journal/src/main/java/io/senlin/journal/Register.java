package io.senlin.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of dispatchers over a restart besides their cursors: what an administrator
 * asked for, which all engines on one database share, and whether a dispatcher is switched on,
 * which each engine has for itself. Implementations are thread-safe and durable: what a method that
 * saves returned from is there after a crash.
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
   * @param active whether it is switched on in this engine: it then goes on at its cursor
   * @param since when {@code active} last changed; the epoch if it never did
   */
  record Entry(String name, boolean active, Instant since, Wish wish, boolean paused) {
    /** Of a dispatcher of which nothing is remembered. */
    public static Entry empty(String name) {
      return new Entry(name, false, Instant.EPOCH, Wish.NONE, false);
    }

    /** The same, switched on or off in this engine. */
    public Entry withActivity(boolean nowActive, Instant changed) {
      return new Entry(name, nowActive, changed, wish, paused);
    }

    /** The same, with what an administrator asked for. */
    public Entry withOrder(Wish newWish, boolean newPaused) {
      return new Entry(name, active, since, newWish, newPaused);
    }
  }

  /** One for each dispatcher of which anything is remembered. */
  List<Entry> entries();

  /** Notes that a dispatcher is switched on or off in this engine. */
  void saveActivity(String name, boolean active, Instant since);

  /** Notes what an administrator asked for, in all engines. */
  void saveOrder(String name, Wish wish, boolean paused);

  /** A register that forgets everything with the process; for tests and trials. */
  static Register inMemory() {
    return new Register() {
      private final Map<String, Entry> entries = new ConcurrentHashMap<>();

      @Override
      public List<Entry> entries() {
        return List.copyOf(entries.values());
      }

      @Override
      public void saveActivity(String name, boolean active, Instant since) {
        entries.compute(name, (_, old) -> known(name, old).withActivity(active, since));
      }

      @Override
      public void saveOrder(String name, Wish wish, boolean paused) {
        entries.compute(name, (_, old) -> known(name, old).withOrder(wish, paused));
      }

      private static Entry known(String name, @Nullable Entry old) {
        return old != null ? old : Entry.empty(name);
      }
    };
  }
}
