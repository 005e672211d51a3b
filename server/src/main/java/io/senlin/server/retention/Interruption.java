package io.senlin.server.retention;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into an interrupt of the thread that works, and lets the process go once
 * that is done with its batch.
 */
final class Interruption implements AutoCloseable {
  private static final long LIMIT_SECONDS = 30;

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Thread worker) {
    this.hook = new Thread(() -> interrupt(worker), "interruption");
  }

  /** For the current thread, until it is closed. */
  static Interruption ofThisThread() {
    Interruption interruption = new Interruption(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  @SuppressWarnings("InterruptedExceptionSwallowed") // the process ends here anyway
  private void interrupt(Thread worker) {
    worker.interrupt();
    try {
      var _ = over.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException ends) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      Thread.currentThread().interrupt(); // it runs already
    }
  }
}
