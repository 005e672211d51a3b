package io.senlin.api;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The streams that are open, so that they can be ended before the server stops: an open stream
 * would hold it for its whole limit. Thread-safe.
 */
final class Streams implements AutoCloseable {
  private static final int MAX_STREAMS = 256;

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Thread> readers = new HashSet<>();
  private boolean closed;

  /** What a stream does until it ends. */
  @FunctionalInterface
  interface Stream {
    void run() throws InterruptedException;
  }

  /**
   * Runs a stream on this thread until it ends by itself or all are ended.
   *
   * @throws HttpError if there are too many, or the server stops
   */
  void run(Stream stream) {
    enter();
    try {
      stream.run();
    } catch (InterruptedException _) {
      return; // close() ended it; the thread goes on to end the answer
    } finally {
      leave();
    }
  }

  /**
   * Whether one more may begin, asked before an answer is begun.
   *
   * @throws HttpError as {@link #run} does
   */
  void requireRoom() {
    lock.lock();
    try {
      if (closed || readers.size() >= MAX_STREAMS) {
        throw HttpError.of(
            Fault.UNAVAILABLE,
            closed
                ? "The server is stopping; try again."
                : "%d streams of events are open, which is the limit; try again later."
                    .formatted(MAX_STREAMS));
      }
    } finally {
      lock.unlock();
    }
  }

  private void enter() {
    lock.lock();
    try {
      requireRoom();
      readers.add(Thread.currentThread());
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      readers.remove(Thread.currentThread());
      if (closed) {
        // it was interrupted, perhaps too late to be noticed: the answer still has to be ended
        Thread.interrupted();
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many there are. */
  int open() {
    lock.lock();
    try {
      return readers.size();
    } finally {
      lock.unlock();
    }
  }

  /** Ends all streams, and refuses new ones. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      readers.forEach(Thread::interrupt);
    } finally {
      lock.unlock();
    }
  }
}
