package io.senlin.store;

import java.time.Duration;

/** Waiting that an interrupt does not cut short; the thread's flag is kept. */
final class Uninterrupted {
  /** Something to wait for. */
  interface Event {
    /** Whether it happened within so many nanoseconds. */
    boolean within(long nanos) throws InterruptedException;
  }

  private Uninterrupted() {}

  /** Whether {@code event} happened within {@code limit}. */
  static boolean await(Event event, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return event.within(end - System.nanoTime());
        } catch (InterruptedException stop) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
