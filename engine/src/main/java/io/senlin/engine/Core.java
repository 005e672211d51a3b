package io.senlin.engine;

import io.senlin.journal.Journal;
import io.senlin.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;

/**
 * What the parts of an engine share.
 *
 * @param engineId the UUID of this start of the engine, owner of the actions it runs
 * @param slots how many more actions may run
 */
record Core(
    Store store,
    Journal journal,
    EngineSettings settings,
    ProfileCatalog profiles,
    InstantSource clock,
    String engineId,
    Wakeups wakeups,
    Semaphore slots) {

  Instant now() {
    return clock.instant();
  }
}
