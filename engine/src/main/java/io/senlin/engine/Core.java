package io.senlin.engine;

import io.senlin.journal.Journal;
import io.senlin.store.Store;
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

  /** The owner of the actions that this engine runs. */
  String engineId() {
    return membership.id();
  }

  Instant now() {
    return clock.instant();
  }
}
