package io.senlin.engine;

import io.senlin.journal.Journal;
import io.senlin.store.Store;
import io.senlin.store.Work;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;

/**
 * What the parts of an engine share.
 *
 * @param membership this start of the engine, owner of the actions it runs
 * @param announcements how its parts, and other engines, learn what was changed
 * @param slots how many more actions may run
 * @param outages how they wait for the database
 */
record Core(
    Store store,
    Journal journal,
    EngineSettings settings,
    ProfileCatalog profiles,
    InstantSource clock,
    Membership membership,
    Wakeups wakeups,
    Announcements announcements,
    Semaphore slots,
    Outages outages) {

  /**
   * Reads, however long the database takes.
   *
   * @throws InterruptedException if it is away and the engine stops
   */
  <T> T readPatiently(Work<T> work) throws InterruptedException {
    return outages.outlast(() -> store.read(work));
  }

  /** The owner of the actions that this engine runs. */
  String engineId() {
    return membership.id();
  }

  Instant now() {
    return clock.instant();
  }
}
