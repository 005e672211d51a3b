package io.senlin.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long the database has been away, and when to try again: soon at first, then every few
 * seconds. In between, callers are refused at once instead of waiting one after the other for a
 * connection. The writers of a store share it, so that one tries for both. Thread-safe.
 */
final class Outage {
  private static final Logger log = LoggerFactory.getLogger(Outage.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private @Nullable StoreException cause;
  private Duration pause = FIRST_PAUSE;
  private long began;
  private long notBefore;

  /**
   * Returns if it is time to try.
   *
   * @throws StoreUnavailable if it is not
   */
  synchronized void refuseIfTooEarly() {
    if (cause != null && System.nanoTime() - notBefore < 0) {
      throw new StoreUnavailable(cause.getMessage() + " (tried a moment ago)", cause);
    }
  }

  /** The database could not be reached. */
  synchronized void failed(StoreException failure) {
    long now = System.nanoTime();
    if (cause == null) {
      began = now;
      log.warn("{}; nothing can be written until then", failure.getMessage());
    }
    cause = failure;
    notBefore = now + pause.toNanos();
    pause =
        pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
  }

  /** A new connection has reached the database. */
  synchronized void over() {
    if (cause != null) {
      log.info("the database is back after {} s", (System.nanoTime() - began) / 1_000_000_000);
      cause = null;
      pause = FIRST_PAUSE;
    }
  }
}
