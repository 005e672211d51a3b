package io.senlin.server.assembly;

import io.senlin.journal.Journal;
import io.senlin.journal.Retained;
import io.senlin.store.StoreException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the journal within its age and size, once a minute, on a thread of its own. */
final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Journal journal;
  private final Duration maxAge;
  private final long maxBytes;
  private final Supplier<Set<String>> holders;
  private boolean failing;

  private Retention(
      Journal journal, Duration maxAge, long maxBytes, Supplier<Set<String>> holders) {
    this.journal = journal;
    this.maxAge = maxAge;
    this.maxBytes = maxBytes;
    this.holders = holders;
  }

  /**
   * Starts the thread.
   *
   * @param holders the dispatchers whose undelivered events stay
   */
  static OwnedThread start(
      Journal journal, Duration maxAge, long maxBytes, Supplier<Set<String>> holders) {
    Retention retention = new Retention(journal, maxAge, maxBytes, holders);
    return OwnedThread.start("journal-retention", retention::run);
  }

  private void run() throws InterruptedException {
    while (true) {
      Thread.sleep(PAUSE);
      retain();
    }
  }

  private void retain() {
    try {
      Retained retained = journal.retain(maxAge, maxBytes, holders.get());
      if (retained.deleted() > 0) {
        LOG.info(
            "{} delivered events beyond max_age or max_size left the journal", retained.deleted());
      }
      failing = false;
    } catch (StoreException unavailable) {
      if (!failing) {
        LOG.warn("the journal could not be trimmed; tried again: {}", unavailable.getMessage());
      }
      failing = true;
    }
  }
}
