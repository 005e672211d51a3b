package io.senlin.server.assembly;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of an engine in the order in which they were started; closing stops them in the reverse
 * order, whatever one of them throws. Thread-safe: of two threads that close, one does and the
 * other waits.
 */
public final class Parts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  private record Part(String name, AutoCloseable part) {}

  private final ReentrantLock lock = new ReentrantLock();

  private final Deque<Part> started = new ArrayDeque<>();

  /** Takes over the closing of a part, and gives it back. */
  public <T extends AutoCloseable> T add(String name, T part) {
    lock.lock();
    try {
      started.push(new Part(name, part));
      return part;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    boolean interrupted = false;
    lock.lock();
    try {
      while (!started.isEmpty()) {
        interrupted |= !stop(started.pop());
      }
    } finally {
      lock.unlock();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops one part; false if that was interrupted. */
  private static boolean stop(Part part) {
    try {
      part.part().close();
      return true;
    } catch (InterruptedException stop) {
      return false;
    } catch (Exception failure) { // one part that fails must not keep the others open
      LOG.error("{} did not stop cleanly", part.name(), failure);
      return true;
    }
  }
}
