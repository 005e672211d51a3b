package io.senlin.engine;

import io.senlin.spi.Context;
import java.util.List;

/**
 * The actions of the engine. An action is found by id, name or unique short id. Thread-safe; every
 * method blocks on the database.
 */
@SuppressWarnings("DoNotCallSuggester") // the methods follow
public final class Actions {
  /**
   * Filters: name, status, target, action, cluster_id. Sorts by: name, target, action, created_at,
   * status.
   */
  public List<ActionRecord> list(Context context, Listing listing) throws Refused {
    throw new UnsupportedOperationException();
  }

  public ActionRecord show(Context context, String identity) throws Refused {
    throw new UnsupportedOperationException();
  }

  /**
   * Cancels an action and all that it waits for: one that has not started ends at once, one that
   * runs ends at its next safe point.
   *
   * @param force whether to end it at once, even if its engine is gone, and to release its locks
   */
  public void cancel(Context context, String identity, boolean force) throws Refused {
    throw new UnsupportedOperationException();
  }
}
