package io.senlin.engine;

import io.senlin.store.Session;
import java.sql.SQLException;

/**
 * How an action ends.
 *
 * @param reason Senlin's sentence, as it stands in the event
 * @param change what else changes in the transaction that ends the action
 */
record Ending(Result result, String reason, Change change) {
  /** How it went, with Senlin's names. */
  enum Result {
    OK,
    ERROR,
    CANCEL,
    TIMEOUT
  }

  /** Writes in the given transaction; may be run again in another one. */
  @FunctionalInterface
  interface Change {
    Change NONE = tx -> {};

    void apply(Session tx) throws SQLException;
  }

  static Ending ok(String reason, Change change) {
    return new Ending(Result.OK, reason, change);
  }

  static Ending error(String reason, Change change) {
    return new Ending(Result.ERROR, reason, change);
  }

  static Ending error(String reason) {
    return new Ending(Result.ERROR, reason, Change.NONE);
  }

  boolean ok() {
    return result == Result.OK;
  }
}
