package io.senlin.engine;

import io.senlin.store.Row;
import io.senlin.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code cluster}. Updates name their columns, as actions on nodes change some of them
 * while an action on the cluster changes others.
 */
final class ClusterRows {
  private ClusterRows() {}

  static ClusterRecord map(Row row) throws SQLException {
    return new ClusterRecord(
        row.text("id"),
        row.text("name"),
        row.text("profile_id"),
        row.integer("min_size"),
        row.optionalInteger("max_size").orElse(-1),
        row.integer("desired_capacity"),
        row.integer("next_index"),
        row.integer("timeout"),
        row.text("status"),
        row.text("status_reason"),
        Json.map(row.text("meta_data")),
        Json.map(row.text("data")),
        Json.map(row.text("dependents")),
        Json.map(row.text("config")),
        row.text("user"),
        row.text("project"),
        row.optionalText("domain"),
        row.optionalInstant("init_at"),
        row.optionalInstant("created_at"),
        row.optionalInstant("updated_at"));
  }

  static Optional<ClusterRecord> find(Session tx, String id) throws SQLException {
    return tx.first("SELECT * FROM cluster WHERE id = ?", ClusterRows::map, id);
  }

  /** Holds a cluster's row, so that one engine at a time counts its nodes. */
  static Optional<ClusterRecord> lock(Session tx, String id) throws SQLException {
    return tx.first(
        "SELECT * FROM cluster WHERE id = ?" + tx.dialect().forUpdate(), ClusterRows::map, id);
  }

  static void insert(Session tx, ClusterRecord cluster) throws SQLException {
    tx.update(
        "INSERT INTO cluster (id, name, profile_id, \"user\", project, domain, parent, init_at,"
            + " min_size, max_size, desired_capacity, next_index, timeout, status, status_reason,"
            + " meta_data, data, dependents, config)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        cluster.id(),
        cluster.name(),
        cluster.profileId(),
        cluster.user(),
        cluster.project(),
        cluster.domain().orElse(null),
        "",
        cluster.initAt().orElse(null),
        cluster.minSize(),
        cluster.maxSize(),
        cluster.desiredCapacity(),
        cluster.nextIndex(),
        cluster.timeoutSeconds(),
        cluster.status(),
        cluster.statusReason(),
        Json.text(cluster.metadata()),
        Json.text(cluster.data()),
        Json.text(cluster.dependents()),
        Json.text(cluster.config()));
  }

  /** Stores status and sizes. */
  static void saveStatus(Session tx, ClusterRecord cluster) throws SQLException {
    tx.update(
        "UPDATE cluster SET status = ?, status_reason = ?, min_size = ?, max_size = ?,"
            + " desired_capacity = ? WHERE id = ?",
        cluster.status(),
        cluster.statusReason(),
        cluster.minSize(),
        cluster.maxSize(),
        cluster.desiredCapacity(),
        cluster.id());
  }

  /** Stores what a CLUSTER_UPDATE changes. */
  static void saveProperties(Session tx, ClusterRecord cluster) throws SQLException {
    tx.update(
        "UPDATE cluster SET name = ?, profile_id = ?, timeout = ?, meta_data = ?, config = ?,"
            + " status = ?, status_reason = ? WHERE id = ?",
        cluster.name(),
        cluster.profileId(),
        cluster.timeoutSeconds(),
        Json.text(cluster.metadata()),
        Json.text(cluster.config()),
        cluster.status(),
        cluster.statusReason(),
        cluster.id());
  }

  /**
   * Stores the result of an evaluation.
   *
   * @param desired the new desired capacity; null to keep it
   * @param createdAt when it was made; null to keep it
   */
  static void saveHealth(
      Session tx,
      ClusterRecord cluster,
      Instant now,
      @Nullable Integer desired,
      @Nullable Instant createdAt)
      throws SQLException {
    tx.update(
        "UPDATE cluster SET status = ?, status_reason = ?, updated_at = ?,"
            + " desired_capacity = COALESCE(?, desired_capacity),"
            + " created_at = COALESCE(?, created_at) WHERE id = ?",
        cluster.status(),
        cluster.statusReason(),
        now,
        desired,
        createdAt,
        cluster.id());
  }

  /** What a cluster is told of a node: the reason, and that it is not whole if the node is not. */
  static void noteNode(Session tx, NodeRecord node) throws SQLException {
    if (node.clusterId().isEmpty()) {
      return;
    }
    String reason = "Node %s: %s".formatted(node.name(), node.statusReason());
    if (node.status().equals(NodeRecord.ERROR)) {
      tx.update(
          "UPDATE cluster SET status = 'WARNING', status_reason = ? WHERE id = ?",
          reason,
          node.clusterId());
    } else {
      tx.update("UPDATE cluster SET status_reason = ? WHERE id = ?", reason, node.clusterId());
    }
  }

  /**
   * Takes the next indexes for nodes.
   *
   * @return the first of them
   */
  static int takeIndexes(Session tx, String id, int count) throws SQLException {
    tx.update("UPDATE cluster SET next_index = next_index + ? WHERE id = ?", count, id);
    return tx.first(
                "SELECT next_index FROM cluster WHERE id = ?", row -> row.integer("next_index"), id)
            .orElse(count + 1)
        - count;
  }

  static void delete(Session tx, String id) throws SQLException {
    tx.update("DELETE FROM cluster WHERE id = ?", id);
  }
}
