package io.senlin.delivery;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What others ask of a worker's thread, and how they get through to it: a thread that merely waits
 * is woken by an interrupt, one that is inside a call of its dispatcher only when the time to
 * finish it is over, and one that is busy with our own affairs never. Thread-safe; {@link #rest},
 * {@link #call} and {@link #close} are the worker's.
 */
final class Control {
  /** What the worker's thread is doing, as far as interrupts go. */
  private enum Doing {
    OWN_WORK,
    RESTING,
    CALLING,
    CLOSING
  }

  /** Something that waits. */
  @FunctionalInterface
  interface Wait {
    void run() throws InterruptedException;
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<TestRequest> tests = new ArrayDeque<>();
  private Optional<Thread> thread = Optional.empty();
  private Doing doing = Doing.OWN_WORK;
  private boolean called;
  private volatile boolean paused;
  private volatile boolean stopping;
  private volatile boolean abandoned;
  private volatile long finish = Long.MAX_VALUE;

  Control(boolean paused) {
    this.paused = paused;
  }

  /** Asks the worker to stop after the call it is in. */
  void stop() {
    stopping = true;
    wake();
  }

  /** Asks the worker to stop after the event with this sequence in the engine's own partition. */
  void finish(long sequence) {
    finish = sequence;
    wake();
  }

  /** The last event to deliver; no limit if the worker was not asked to finish. */
  long finish() {
    return finish;
  }

  boolean stopping() {
    return stopping;
  }

  /** Gives the worker up: whatever it still does has no effect. */
  void abandon() {
    abandoned = true;
  }

  boolean abandoned() {
    return abandoned;
  }

  void pause(boolean hold) {
    paused = hold;
    wake();
  }

  boolean paused() {
    return paused;
  }

  /** Asks the worker to hand over a test event. */
  void test(TestRequest request) {
    lock.lock();
    try {
      tests.add(request);
    } finally {
      lock.unlock();
    }
    wake();
  }

  Optional<TestRequest> nextTest() {
    lock.lock();
    try {
      return Optional.ofNullable(tests.poll());
    } finally {
      lock.unlock();
    }
  }

  /** Ends a rest of the worker, or the next one if it is not resting. */
  void wake() {
    lock.lock();
    try {
      called = true;
      if (doing == Doing.RESTING) {
        thread.ifPresent(Thread::interrupt);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Interrupts a call of the dispatcher, if the worker is in one other than to close it. */
  void interruptCall() {
    interrupt(Doing.CALLING);
  }

  /** Interrupts the closing of the dispatcher, if the worker is at that. */
  void interruptClosing() {
    interrupt(Doing.CLOSING);
  }

  private void interrupt(Doing what) {
    lock.lock();
    try {
      if (doing == what) {
        thread.ifPresent(Thread::interrupt);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits, unless or until somebody wakes the worker; returns whether the wait went to its end. */
  boolean rest(Wait wait) {
    if (!enter(Doing.RESTING)) {
      return false;
    }
    boolean whole = false;
    try {
      wait.run();
      whole = true;
    } catch (InterruptedException woken) {
      // wake() ended the wait: the caller looks at what is asked of it
    } finally {
      leave();
    }
    return whole;
  }

  boolean closing() {
    lock.lock();
    try {
      return doing == Doing.CLOSING;
    } finally {
      lock.unlock();
    }
  }

  /** Runs something that {@link #interruptCall} may interrupt. */
  void call(Runnable call) {
    run(Doing.CALLING, call);
  }

  /** Runs something that {@link #interruptClosing} may interrupt. */
  void close(Runnable close) {
    run(Doing.CLOSING, close);
  }

  private void run(Doing what, Runnable call) {
    enter(what);
    try {
      call.run();
    } finally {
      leave();
    }
  }

  private boolean enter(Doing what) {
    lock.lock();
    try {
      if (what == Doing.RESTING && called) {
        called = false;
        return false;
      }
      thread = Optional.of(Thread.currentThread());
      doing = what;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      doing = Doing.OWN_WORK;
      if (Thread.interrupted()) { // meant for what is over now, or left behind by the dispatcher
        called = true;
      }
    } finally {
      lock.unlock();
    }
  }
}
