package io.senlin.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How one part of the engine tells another that something happened, so that nobody polls: actions
 * became READY, the last action another one waits for has ended, a lock was released. Everything
 * here is a hint; the database has the truth. Thread-safe, and never blocks for long: the writer's
 * thread calls it.
 */
final class Wakeups {
  /** An action that could not lock what it works on. */
  private record Parked(String target, Instant until) {}

  private final Map<String, Control> running = new ConcurrentHashMap<>();
  private final Map<String, Parked> parked = new ConcurrentHashMap<>();
  private final Set<String> hurried = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private boolean ready;

  /** Some actions may be READY. */
  void ready() {
    lock.lock();
    try {
      ready = true;
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for {@link #ready}.
   *
   * @param limit the longest time to wait
   */
  void awaitReady(Duration limit) throws InterruptedException {
    lock.lock();
    try {
      long nanos = limit.toNanos();
      while (!ready && nanos > 0) {
        nanos = rung.awaitNanos(nanos);
      }
      ready = false;
    } finally {
      lock.unlock();
    }
  }

  void started(String actionId, Control control) {
    running.put(actionId, control);
  }

  void ended(String actionId) {
    running.remove(actionId);
  }

  /** What an action waits for may have happened. */
  void wake(String actionId) {
    control(actionId).ifPresent(Control::wake);
  }

  /** Orders an action of this engine to stop. */
  void stop(String actionId, Control.Order order) {
    control(actionId).ifPresent(control -> control.stop(order));
  }

  Collection<Control> running() {
    return List.copyOf(running.values());
  }

  private Optional<Control> control(String actionId) {
    return Optional.ofNullable(running.get(actionId));
  }

  /** Puts an action aside until {@code target} is released, or until a time. */
  void park(String actionId, String target, Instant until) {
    parked.put(actionId, new Parked(target, until));
    ready(); // whoever waits learns of the new time
  }

  boolean isParked(String actionId) {
    return parked.containsKey(actionId);
  }

  int parkedCount() {
    return parked.size();
  }

  /** The lock of a cluster or node was released: who waits for it is to try again at once. */
  void unlocked(String target) {
    List<String> waiting =
        parked.entrySet().stream()
            .filter(entry -> entry.getValue().target().equals(target))
            .map(Map.Entry::getKey)
            .toList();
    for (String actionId : waiting) {
      if (parked.remove(actionId) != null) {
        hurried.add(actionId);
      }
    }
    if (!waiting.isEmpty()) {
      ready();
    }
  }

  /** Whether an action is to try again because its lock was released. */
  boolean isHurried(String actionId) {
    return hurried.contains(actionId);
  }

  /** The same, and forgets it. */
  boolean takeHurried(String actionId) {
    return hurried.remove(actionId);
  }

  /** Forgets whom it is time to try again for. */
  void unpark(Instant now) {
    parked.values().removeIf(waiting -> !waiting.until().isAfter(now));
  }

  /** How long until the next parked action is to be tried again, but at most {@code limit}. */
  Duration untilNext(Instant now, Duration limit) {
    Duration least = limit;
    for (Parked waiting : parked.values()) {
      Duration wait = Duration.between(now, waiting.until());
      least = wait.compareTo(least) < 0 ? wait : least;
    }
    return least.isNegative() ? Duration.ZERO : least;
  }
}
