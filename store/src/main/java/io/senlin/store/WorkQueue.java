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
  private final Condition enough = lock.newCondition();
  private final ArrayDeque<WaitingWork<?>> works = new ArrayDeque<>();
  private int wanted = 1; // how many works whoever takes waits for
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
      if (works.size() >= wanted) {
        enough.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for works and takes those that are there; none means closed, and nothing left.
   *
   * @param company for how many works to wait a little longer, once there is one
   * @param patience how much longer at most
   */
  List<WaitingWork<?>> take(int maxWorks, int company, Duration patience) {
    lock.lock();
    try {
      while (works.isEmpty() && !closed) {
        enough.awaitUninterruptibly();
      }
      await(company, patience);
      return takeNow(maxWorks);
    } finally {
      lock.unlock();
    }
  }

  /** Takes the works that are there within {@code limit}; there may be none. */
  List<WaitingWork<?>> take(int maxWorks, Duration limit) {
    lock.lock();
    try {
      await(1, limit);
      return takeNow(maxWorks);
    } finally {
      lock.unlock();
    }
  }

  private void await(int count, Duration limit) {
    wanted = count;
    try {
      long nanos = limit.toNanos();
      while (works.size() < count && !closed && nanos > 0) {
        nanos = enough.awaitNanos(nanos);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      wanted = 1;
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
      enough.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
