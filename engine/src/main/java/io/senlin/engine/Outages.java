package io.senlin.engine;

import io.senlin.engine.Control.Body;
import io.senlin.store.StoreUnavailable;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets actions that run outlast an outage of the database: they wait for it, however long that
 * takes. Thread-safe.
 */
final class Outages {
  private static final Logger LOG = LoggerFactory.getLogger(Outages.class);

  private final Duration pause;
  private volatile boolean stopping;

  /**
   * @param pause how long to wait before the database is asked again
   */
  Outages(Duration pause) {
    this.pause = pause;
  }

  /**
   * Asks the database until it answers.
   *
   * @throws InterruptedException if it is away and the engine stops
   */
  <T, X extends Exception> T outlast(Body<T, X> asking) throws X, InterruptedException {
    while (true) {
      try {
        return asking.run();
      } catch (StoreUnavailable unavailable) {
        if (stopping) {
          throw new InterruptedException("the database is away, and the engine stops");
        }
        LOG.debug("the database is away, will try again", unavailable);
        Thread.sleep(pause);
      }
    }
  }

  /** The engine stops: from now on nothing waits for the database. */
  void stop() {
    stopping = true;
  }
}
