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
import java.util.stream.Collectors;

/**
 * How one part of the engine tells another that something happened, so that nobody polls: actions
 * became READY, the last action another one waits for has ended, a lock was released. Everything
 * here is a hint; the database has the truth. Thread-safe, and never blocks for long: the writer's
 * thread calls it.
 */
final class Wakeups {
  /** An action that could not lock what it works on. */
  private record Parked(String target, Instant until) {}

  /**
   * Why {@link #await} returned.
   *
   * @param ready some actions may be READY
   * @param look other engines may have done something that concerns this one
   */
  record Call(boolean ready, boolean look) {}

  private final Map<String, Control> running = new ConcurrentHashMap<>();
  private final Map<String, Parked> parked = new ConcurrentHashMap<>();
  private final Set<String> due = ConcurrentHashMap.newKeySet();
  private final Set<String> hurried = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private boolean ready;
  private boolean look;
  private boolean dueNow;

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

  /** Other engines may have done something that concerns this one. */
  void look() {
    lock.lock();
    try {
      look = true;
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** An action of this engine that has not begun is to be tried. */
  void takeUp(String actionId) {
    due.add(actionId);
    ringDue();
  }

  private void ringDue() {
    lock.lock();
    try {
      dueNow = true;
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for something to do.
   *
   * @param limit the longest time to wait
   */
  Call await(Duration limit) throws InterruptedException {
    lock.lock();
    try {
      long nanos = limit.toNanos();
      while (!ready && !look && !dueNow && nanos > 0) {
        nanos = rung.awaitNanos(nanos);
      }
      Call call = new Call(ready, look);
      ready = false;
      look = false;
      dueNow = false;
      return call;
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

  /** Orders an action of this engine to stop, or to be looked at again if it has not begun. */
  void stop(String actionId, Control.Order order) {
    control(actionId).ifPresent(control -> control.stop(order));
    if (parked.remove(actionId) != null) {
      takeUp(actionId);
    }
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
    ringDue(); // whoever waits learns of the new time
  }

  /** What the actions that are put aside wait for. */
  Set<String> awaited() {
    return parked.values().stream()
        .map(Parked::target)
        .filter(target -> !target.isEmpty())
        .collect(Collectors.toSet());
  }

  /** The lock of a cluster or node was released: who waits for it is to try again at once. */
  void unlocked(String target) {
    parked.forEach(
        (actionId, waiting) -> {
          if (waiting.target().equals(target) && parked.remove(actionId, waiting)) {
            hurried.add(actionId);
            takeUp(actionId);
          }
        });
  }

  /** Whether an action tries again because its lock was released; forgets it. */
  boolean takeHurried(String actionId) {
    return hurried.remove(actionId);
  }

  /** The actions that are to be tried now, those whose time has come among them. */
  List<String> due(Instant now) {
    parked.forEach(
        (actionId, waiting) -> {
          if (!waiting.until().isAfter(now) && parked.remove(actionId, waiting)) {
            due.add(actionId);
          }
        });
    return List.copyOf(due);
  }

  /** One of these is being tried. */
  void tried(String actionId) {
    due.remove(actionId);
  }

  boolean anyDue() {
    return !due.isEmpty();
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
