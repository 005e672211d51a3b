package io.senlin.server.assembly;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that lives as long as its owner: closing interrupts it, waits for it up to a limit, and
 * says so if it stays. Thread-safe.
 */
public final class OwnedThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OwnedThread.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** What the thread does; it ends by returning, or by letting the interrupt through. */
  @FunctionalInterface
  public interface Work {
    void run() throws InterruptedException;
  }

  private final Thread thread;

  private OwnedThread(String name, Work work) {
    this.thread = Thread.ofVirtual().name(name).unstarted(() -> untilInterrupted(work));
  }

  /** Starts a thread, named after what it serves. */
  public static OwnedThread start(String name, Work work) {
    OwnedThread owned = new OwnedThread(name, work);
    owned.thread.start();
    return owned;
  }

  @SuppressWarnings("InterruptedExceptionSwallowed") // the thread ends here anyway
  private static void untilInterrupted(Work work) {
    try {
      work.run();
    } catch (InterruptedException closed) {
      LOG.debug("{} ends", Thread.currentThread().getName());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      if (!thread.join(LIMIT)) {
        LOG.warn("{} did not stop within {} and is left behind", thread.getName(), LIMIT);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
