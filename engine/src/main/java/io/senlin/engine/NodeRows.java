package io.senlin.engine;

import io.senlin.store.Row;
import io.senlin.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code node}. */
final class NodeRows {
  private static final String INSERT =
      "INSERT INTO node (id, name, physical_id, cluster_id, profile_id, \"user\", project, domain,"
          + " \"index\", role, init_at, status, status_reason, meta_data, data, dependents, tainted)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private NodeRows() {}

  static NodeRecord map(Row row) throws SQLException {
    return new NodeRecord(
        row.text("id"),
        row.text("name"),
        row.text("profile_id"),
        row.text("cluster_id"),
        row.text("physical_id"),
        row.optionalInteger("index").orElse(-1),
        row.optionalText("role"),
        row.bool("tainted"),
        row.text("status"),
        row.text("status_reason"),
        Json.map(row.text("meta_data")),
        Json.map(row.text("data")),
        Json.map(row.text("dependents")),
        row.text("user"),
        row.text("project"),
        row.optionalText("domain"),
        row.optionalInstant("init_at"),
        row.optionalInstant("created_at"),
        row.optionalInstant("updated_at"));
  }

  static Optional<NodeRecord> find(Session tx, String id) throws SQLException {
    return tx.first("SELECT * FROM node WHERE id = ?", NodeRows::map, id);
  }

  /** The nodes of a cluster, by index. */
  static List<NodeRecord> of(Session tx, String clusterId) throws SQLException {
    return tx.query(
        "SELECT * FROM node WHERE cluster_id = ? ORDER BY \"index\", id", NodeRows::map, clusterId);
  }

  /** The ids of the nodes of a cluster, by index. */
  static List<String> idsOf(Session tx, String clusterId) throws SQLException {
    return tx.query(
        "SELECT id FROM node WHERE cluster_id = ? ORDER BY \"index\", id",
        row -> row.text("id"),
        clusterId);
  }

  static int count(Session tx, String clusterId) throws SQLException {
    return tx.first(
            "SELECT COUNT(*) AS n FROM node WHERE cluster_id = ?",
            row -> row.integer("n"),
            clusterId)
        .orElse(0);
  }

  static int countActive(Session tx, String clusterId) throws SQLException {
    return tx.first(
            "SELECT COUNT(*) AS n FROM node WHERE cluster_id = ? AND status = 'ACTIVE'",
            row -> row.integer("n"),
            clusterId)
        .orElse(0);
  }

  static void insert(Session tx, List<NodeRecord> nodes) throws SQLException {
    List<@Nullable Object[]> rows = nodes.stream().map(NodeRows::values).toList();
    tx.batch(INSERT, rows);
  }

  private static @Nullable Object[] values(NodeRecord node) {
    return new @Nullable Object[] {
      node.id(),
      node.name(),
      null,
      node.clusterId(),
      node.profileId(),
      node.user(),
      node.project(),
      node.domain().orElse(null),
      node.index(),
      node.role().orElse(null),
      node.initAt().orElse(null),
      node.status(),
      node.statusReason(),
      Json.text(node.metadata()),
      Json.text(node.data()),
      Json.text(node.dependents()),
      node.tainted()
    };
  }

  /** Stores status, times and physical id, and tells the cluster. */
  static void saveStatus(Session tx, NodeRecord node) throws SQLException {
    tx.update(
        "UPDATE node SET status = ?, status_reason = ?, physical_id = ?, created_at = ?,"
            + " updated_at = ? WHERE id = ?",
        node.status(),
        node.statusReason(),
        node.physicalId().isEmpty() ? null : node.physicalId(),
        node.createdAt().orElse(null),
        node.updatedAt().orElse(null),
        node.id());
    ClusterRows.noteNode(tx, node);
  }

  /** Stores what a NODE_UPDATE changes. */
  static void saveProperties(Session tx, NodeRecord node) throws SQLException {
    tx.update(
        "UPDATE node SET name = ?, profile_id = ?, role = ?, meta_data = ?, tainted = ?"
            + " WHERE id = ?",
        node.name(),
        node.profileId(),
        node.role().orElse(null),
        Json.text(node.metadata()),
        node.tainted(),
        node.id());
    saveStatus(tx, node);
  }

  /** Stores which cluster it belongs to; its role there is still to be given. */
  static void saveMembership(Session tx, NodeRecord node) throws SQLException {
    tx.update(
        "UPDATE node SET cluster_id = ?, \"index\" = ?, role = NULL, updated_at = ? WHERE id = ?",
        node.clusterId(),
        node.index(),
        node.updatedAt().orElse(null),
        node.id());
  }

  /** Takes all nodes out of a cluster. */
  static void leave(Session tx, String clusterId, Instant now) throws SQLException {
    tx.update(
        "UPDATE node SET cluster_id = '', \"index\" = -1, role = NULL, updated_at = ?"
            + " WHERE cluster_id = ?",
        now,
        clusterId);
  }

  static void delete(Session tx, String id) throws SQLException {
    tx.update("DELETE FROM node WHERE id = ?", id);
  }
}
