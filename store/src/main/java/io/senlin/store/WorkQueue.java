package io.senlin.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The works that wait for the writer, in order of arrival; bounded. Thread-safe. */
final class WorkQueue {
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notFull = lock.newCondition();
  private final Condition notEmpty = lock.newCondition();
  private final ArrayDeque<WaitingWork<?>> works = new ArrayDeque<>();
  private boolean closed;

  WorkQueue(int capacity) {
    this.capacity = capacity;
  }

  /**
   * Adds a work, and waits while the queue is full.
   *
   * @throws IllegalStateException if the queue is closed; the work will not be run
   */
  void add(WaitingWork<?> work) {
    lock.lock();
    try {
      while (works.size() >= capacity && !closed) {
        notFull.awaitUninterruptibly();
      }
      if (closed) {
        throw new IllegalStateException("the store is closed; nothing was written");
      }
      works.add(work);
      notEmpty.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for works and takes those that are there; none means closed, and nothing left. */
  List<WaitingWork<?>> take(int maxWorks) {
    lock.lock();
    try {
      while (works.isEmpty() && !closed) {
        notEmpty.awaitUninterruptibly();
      }
      return takeNow(maxWorks);
    } finally {
      lock.unlock();
    }
  }

  /** The same, but waits no longer than {@code limit}, after which there may be none. */
  List<WaitingWork<?>> take(int maxWorks, Duration limit) {
    lock.lock();
    try {
      long nanos = limit.toNanos();
      while (works.isEmpty() && !closed && nanos > 0) {
        nanos = notEmpty.awaitNanos(nanos);
      }
      return takeNow(maxWorks);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  private List<WaitingWork<?>> takeNow(int maxWorks) {
    int count = Math.min(maxWorks, works.size());
    List<WaitingWork<?>> taken = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      taken.add(works.remove());
    }
    notFull.signalAll();
    return taken;
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more works; those inside can still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      notFull.signalAll();
      notEmpty.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
