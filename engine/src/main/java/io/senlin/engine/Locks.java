package io.senlin.engine;

import io.senlin.store.Dialect;
import io.senlin.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tables {@code cluster_lock} and {@code node_lock}: who may work on what.
 *
 * <p>A cluster is locked by one action on the cluster itself (semaphore -1), or shared by any
 * number of actions on its nodes that an operator asked for (semaphore counts them). A node is
 * locked by one action. An action that another one made takes the lock of its node only, as the
 * cluster is locked by its maker.
 */
final class Locks {
  private static final int WHOLE = -1;

  private Locks() {}

  private record Owners(List<String> actions, int semaphore) {}

  /** Takes a cluster for an action on the cluster; false if anyone else has it. */
  static boolean cluster(Session tx, String clusterId, String actionId) throws SQLException {
    Owners owners = lockRow(tx, clusterId);
    if (!owners.actions().isEmpty()) {
      return owners.actions().contains(actionId);
    }
    save(tx, clusterId, new Owners(List.of(actionId), WHOLE));
    return true;
  }

  /** Takes a share of a cluster for an action on one of its nodes. */
  static boolean clusterShare(Session tx, String clusterId, String actionId) throws SQLException {
    Owners owners = lockRow(tx, clusterId);
    if (owners.actions().contains(actionId)) {
      return true;
    }
    if (owners.semaphore() < 0) {
      return false;
    }
    List<String> actions = new ArrayList<>(owners.actions());
    actions.add(actionId);
    save(tx, clusterId, new Owners(actions, actions.size()));
    return true;
  }

  /**
   * Takes a cluster whoever has it.
   *
   * @return who had it
   */
  static List<String> stealCluster(Session tx, String clusterId, String actionId)
      throws SQLException {
    Owners owners = lockRow(tx, clusterId);
    save(tx, clusterId, new Owners(List.of(actionId), WHOLE));
    return owners.actions().stream().filter(id -> !id.equals(actionId)).toList();
  }

  /** Gives back what an action has of a cluster; false if it has nothing. */
  static boolean releaseCluster(Session tx, String clusterId, String actionId) throws SQLException {
    Optional<Owners> owners = read(tx, clusterId, tx.dialect().forUpdate());
    if (owners.isEmpty() || !owners.get().actions().contains(actionId)) {
      return false;
    }
    List<String> rest = owners.get().actions().stream().filter(id -> !id.equals(actionId)).toList();
    if (rest.isEmpty()) {
      tx.update("DELETE FROM cluster_lock WHERE cluster_id = ?", clusterId);
    } else {
      save(tx, clusterId, new Owners(rest, rest.size()));
    }
    return true;
  }

  /** Who has a cluster. */
  static List<String> clusterOwners(Session tx, String clusterId) throws SQLException {
    return read(tx, clusterId, "").map(Owners::actions).orElse(List.of());
  }

  /** Takes a node; false if another action has it. */
  static boolean node(Session tx, String nodeId, String actionId) throws SQLException {
    int inserted =
        tx.update(
            "INSERT INTO node_lock (node_id, action_id) VALUES (?, ?)"
                + tx.dialect().ifAbsent("node_id"),
            nodeId,
            actionId);
    // MariaDB counts the row that is there already as well
    return inserted > 0
        && (tx.dialect() != Dialect.MARIADB
            || nodeOwner(tx, nodeId).filter(actionId::equals).isPresent());
  }

  static boolean releaseNode(Session tx, String nodeId, String actionId) throws SQLException {
    return tx.update("DELETE FROM node_lock WHERE node_id = ? AND action_id = ?", nodeId, actionId)
        > 0;
  }

  static Optional<String> nodeOwner(Session tx, String nodeId) throws SQLException {
    return tx.first(
        "SELECT action_id FROM node_lock WHERE node_id = ?", row -> row.text("action_id"), nodeId);
  }

  /**
   * Removes locks whose action has ended or is gone.
   *
   * @return how many
   */
  static int sweep(Session tx) throws SQLException {
    String running =
        "SELECT id FROM action WHERE owner IS NOT NULL AND status IN"
            + " ('READY', 'WAITING', 'RUNNING', 'SUSPENDED')";
    int swept = tx.update("DELETE FROM node_lock WHERE action_id NOT IN (" + running + ")");
    // in this order: an action that takes a lock between the two queries is among the second
    List<String> locked =
        tx.query("SELECT cluster_id FROM cluster_lock", row -> row.text("cluster_id"));
    List<String> alive = tx.query(running, row -> row.text("id"));
    for (String clusterId : locked) {
      for (String owner : clusterOwners(tx, clusterId)) {
        if (!alive.contains(owner) && releaseCluster(tx, clusterId, owner)) {
          swept++;
        }
      }
    }
    return swept;
  }

  /** Makes the row if need be, and holds it until the end of the transaction. */
  private static Owners lockRow(Session tx, String clusterId) throws SQLException {
    Optional<Owners> owners = Optional.empty();
    while (owners.isEmpty()) { // as another engine may delete it between the two statements
      tx.update(
          "INSERT INTO cluster_lock (cluster_id, action_ids, semaphore) VALUES (?, '[]', 0)"
              + tx.dialect().ifAbsent("cluster_id"),
          clusterId);
      owners = read(tx, clusterId, tx.dialect().forUpdate());
    }
    return owners.get();
  }

  private static Optional<Owners> read(Session tx, String clusterId, String locking)
      throws SQLException {
    return tx.first(
        "SELECT action_ids, semaphore FROM cluster_lock WHERE cluster_id = ?" + locking,
        row -> new Owners(Json.texts(row.text("action_ids")), row.integer("semaphore")),
        clusterId);
  }

  private static void save(Session tx, String clusterId, Owners owners) throws SQLException {
    tx.update(
        "UPDATE cluster_lock SET action_ids = ?, semaphore = ? WHERE cluster_id = ?",
        Json.text(owners.actions()),
        owners.semaphore(),
        clusterId);
  }
}
