package io.senlin.dispatchers.jsonfile;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forces what was written to the disk some time later, whether or not more is written by then. A
 * write meanwhile is forced together with those before it; one that comes while the disk is busy
 * waits. Thread-safe.
 */
final class DelayedForce implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DelayedForce.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final Duration delay;
  private final ScheduledThreadPoolExecutor timer;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable AppendedFile unforced; // guarded by lock
  private @Nullable IOException failure; // guarded by lock

  DelayedForce(Duration delay) {
    this.delay = delay;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("senlin-jsonfile-fsync").factory());
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Something was written to {@code file}, the only file from now on. */
  void written(AppendedFile file) {
    lock.lock();
    try {
      if (unforced == null) {
        var _ = timer.schedule(this::force, delay.toNanos(), TimeUnit.NANOSECONDS);
      }
      unforced = file;
    } finally {
      lock.unlock();
    }
  }

  /** Whether everything is on the disk. */
  boolean isDone() {
    lock.lock();
    try {
      return unforced == null;
    } finally {
      lock.unlock();
    }
  }

  /** Throws what went wrong since this was last called, once. */
  void refuseIfFailed() throws IOException {
    lock.lock();
    try {
      IOException last = failure;
      failure = null;
      if (last != null) {
        throw last;
      }
    } finally {
      lock.unlock();
    }
  }

  private void force() {
    lock.lock();
    try {
      AppendedFile file = unforced;
      unforced = null;
      if (file != null) {
        file.force();
      }
    } catch (ClosedChannelException _) {
      // the dispatcher forces a file before it closes it
    } catch (IOException cause) {
      failure = cause; // the dispatcher's next call says it
    } finally {
      lock.unlock();
    }
  }

  /** Ends the timer; what is not on the disk by then is left to the caller. */
  @Override
  public void close() {
    timer.shutdown(); // without an interrupt, which would close the file
    try {
      if (!timer.awaitTermination(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn(
            "the disk is still busy after {} s; its thread is left behind",
            CLOSE_LIMIT.toSeconds());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
