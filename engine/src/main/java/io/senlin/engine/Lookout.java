package io.senlin.engine;

import io.senlin.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What other engines have done that concerns this one, found by looking at the database: a few
 * queries with indexes, about once a second. On SQLite there are no others, and nobody looks.
 *
 * @param ready whether an action waits for some engine
 * @param free this engine's actions that have begun and wait for others no more
 * @param ordered this engine's actions that are to stop
 * @param unlocked of the targets asked for, those that are not locked
 */
record Lookout(
    boolean ready, List<String> free, List<Ordered> ordered, Collection<String> unlocked) {

  /** An action with an order for its owner: CANCEL or FORCE. */
  record Ordered(String action, String control) {}

  /** Looks. */
  static Lookout of(Session tx, String engine, Set<String> targets) throws SQLException {
    List<String> free =
        tx.query(
            "SELECT id FROM action WHERE owner = ? AND status IN ('WAITING', 'READY')"
                + " AND start_time IS NOT NULL AND NOT EXISTS"
                + " (SELECT 1 FROM dependency WHERE dependency.dependent = action.id)",
            row -> row.text("id"),
            engine);
    List<Ordered> ordered =
        tx.query(
            "SELECT id, control FROM action WHERE owner = ? AND control IS NOT NULL",
            row -> new Ordered(row.text("id"), row.text("control")),
            engine);
    return new Lookout(
        ActionRows.anyReady(tx), free, ordered, unlocked(tx, new ArrayList<>(targets)));
  }

  private static Set<String> unlocked(Session tx, List<String> targets) throws SQLException {
    Set<String> unlocked = new HashSet<>(targets);
    if (!targets.isEmpty()) {
      String marks = ActionRows.marks(targets.size());
      unlocked.removeAll(
          tx.query(
              "SELECT node_id FROM node_lock WHERE node_id IN (" + marks + ")",
              row -> row.text("node_id"),
              targets.toArray()));
      unlocked.removeAll(
          tx.query(
              "SELECT cluster_id FROM cluster_lock WHERE cluster_id IN (" + marks + ")",
              row -> row.text("cluster_id"),
              targets.toArray()));
    }
    return unlocked;
  }
}
