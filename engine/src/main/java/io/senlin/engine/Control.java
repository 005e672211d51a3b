package io.senlin.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How a running action is told to stop or to look again. The first order counts. The action's
 * thread is interrupted only while it is within {@link #interruptibly}: never in the middle of its
 * bookkeeping. Thread-safe.
 */
final class Control {
  /** Why an action is to stop. */
  enum Order {
    CANCEL,
    TIMEOUT,
    ENGINE_STOPS
  }

  /** Something that may block for long. */
  @FunctionalInterface
  interface Body<T, X extends Exception> {
    T run() throws X, InterruptedException;
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Order order;
  private @Nullable Thread inside;
  private boolean woken;

  /** Orders the action to stop. */
  void stop(Order why) {
    lock.lock();
    try {
      if (order == null) {
        order = why;
        if (inside != null) {
          inside.interrupt();
        }
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets {@link #await} return. */
  void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  Optional<Order> order() {
    lock.lock();
    try {
      return Optional.ofNullable(order);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for {@link #wake}, or for the first order if none was given yet.
   *
   * @param limit the longest time to wait
   */
  void await(Duration limit) throws InterruptedException {
    lock.lock();
    try {
      boolean ordered = order != null;
      long nanos = limit.toNanos();
      while (!woken && ordered == (order != null) && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      woken = false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Runs what may block for long, so that an order interrupts it.
   *
   * @throws InterruptedException if an order came before or meanwhile and the body gave way
   */
  <T, X extends Exception> T interruptibly(Body<T, X> body) throws X, InterruptedException {
    enter();
    try {
      return body.run();
    } finally {
      leave();
    }
  }

  private void enter() throws InterruptedException {
    lock.lock();
    try {
      if (order != null) {
        throw new InterruptedException("the action was told to stop");
      }
      inside = Thread.currentThread();
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      inside = null;
      // an order that came too late to interrupt the body must not interrupt what follows
      boolean ignored = order != null && Thread.interrupted();
    } finally {
      lock.unlock();
    }
  }
}
