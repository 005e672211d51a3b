package io.senlin.dispatchers.message;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs blocking input and output so that an interrupt ends it. A platform thread that waits in a
 * socket's write does not hear interrupts; a virtual one does, by closing the socket. So the work
 * runs on a virtual thread while the caller waits.
 */
final class Interruptible {
  private static final Duration END = Duration.ofSeconds(2);

  private Interruptible() {}

  /**
   * Runs the work and waits for it.
   *
   * @param cut ends those of its waits that no interrupt ends
   * @throws InterruptedException if the caller is interrupted; the work is then, too, and has ended
   *     or had two seconds to do so
   * @throws Exception what the work throws
   */
  static <T> T call(String name, Callable<T> work, Runnable cut) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = Thread.ofVirtual().name(name).start(task);
    try {
      return task.get();
    } catch (InterruptedException stop) {
      thread.interrupt();
      cut.run();
      thread.join(END);
      throw stop;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw failed;
    }
  }

  /**
   * Runs the work for so long at most.
   *
   * @throws InterruptedException if the caller is interrupted; the work is then, too
   */
  static void run(String name, Duration limit, Runnable work) throws InterruptedException {
    Thread thread = Thread.ofVirtual().name(name).start(work);
    try {
      if (thread.join(limit)) {
        return;
      }
    } finally {
      thread.interrupt(); // harmless to one that has ended
    }
    thread.join(END);
  }
}
