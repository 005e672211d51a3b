package io.senlin.store;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A work on its way through the writer, and the caller who waits for what becomes of it. */
final class WaitingWork<T> {
  private final Work<T> work;
  private final CountDownLatch settled = new CountDownLatch(1);
  // written by the writer's thread before it opens the latch, read by the caller after it
  private @Nullable T result;
  private @Nullable Throwable failure;

  WaitingWork(Work<T> work) {
    this.work = work;
  }

  /** Runs the work, perhaps not for the first time. */
  void run(Session session) throws SQLException {
    result = work.run(session);
    session.refuseIfFailed();
  }

  /** What the last run returned is durable. */
  void committed() {
    settled.countDown();
  }

  void failed(Throwable cause) {
    failure = cause;
    settled.countDown();
  }

  /** Waits, through interrupts, until the work is settled. */
  @SuppressWarnings("NullAway") // T itself says whether a work may return null
  T await() {
    boolean interrupted = false;
    while (true) {
      try {
        settled.await();
        break;
      } catch (InterruptedException stop) {
        interrupted = true; // the caller must learn what happened; it sees the flag afterwards
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return switch (failure) {
      case null -> result;
      case RuntimeException cause -> throw cause;
      case Error cause -> throw cause;
      case Throwable cause -> throw new IllegalStateException("a work failed: " + cause, cause);
    };
  }
}
