package io.senlin.engine;

import io.senlin.store.Session;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What an action of one kind does.
 *
 * @param begin in the transaction that starts the action, when it holds its locks
 * @param perform after that, on the action's own thread
 */
record Steps(Begin begin, Perform perform) {
  /** Checks and changes what can be changed at once. */
  @FunctionalInterface
  interface Begin {
    /** An ending if there is nothing more to do. May be run again in another transaction. */
    Optional<Ending> run(Session tx, Run run) throws SQLException;
  }

  /** Does what takes time. */
  @FunctionalInterface
  interface Perform {
    /** Returns how the action ends. */
    Ending run(Run run) throws InterruptedException;
  }
}
