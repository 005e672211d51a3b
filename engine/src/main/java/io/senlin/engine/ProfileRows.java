package io.senlin.engine;

import io.senlin.store.Row;
import io.senlin.store.Session;
import java.sql.SQLException;
import java.util.Optional;

/** The table {@code profile}. */
final class ProfileRows {
  private ProfileRows() {}

  static ProfileRecord map(Row row) throws SQLException {
    return new ProfileRecord(
        Optional.of(row.text("id")),
        row.text("name"),
        row.text("type"),
        Json.map(row.text("spec")),
        Json.map(row.text("meta_data")),
        row.text("user"),
        row.text("project"),
        row.optionalText("domain"),
        row.optionalInstant("created_at"),
        row.optionalInstant("updated_at"));
  }

  static Optional<ProfileRecord> find(Session tx, String id) throws SQLException {
    return tx.first("SELECT * FROM profile WHERE id = ?", ProfileRows::map, id);
  }

  static void insert(Session tx, ProfileRecord profile) throws SQLException {
    tx.update(
        "INSERT INTO profile (id, name, type, context, spec, \"user\", project, domain, permission,"
            + " meta_data, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        profile.id().orElseThrow(),
        profile.name(),
        profile.type(),
        "{}",
        Json.text(profile.spec()),
        profile.user(),
        profile.project(),
        profile.domain().orElse(null),
        "",
        Json.text(profile.metadata()),
        profile.createdAt().orElseThrow());
  }

  static void update(Session tx, ProfileRecord profile) throws SQLException {
    tx.update(
        "UPDATE profile SET name = ?, meta_data = ?, updated_at = ? WHERE id = ?",
        profile.name(),
        Json.text(profile.metadata()),
        profile.updatedAt().orElse(null),
        profile.id().orElseThrow());
  }

  /** Whether a cluster or node is made from it. */
  static boolean inUse(Session tx, String id) throws SQLException {
    return tx.first(
            "SELECT 1 AS one FROM cluster WHERE profile_id = ?"
                + " UNION ALL SELECT 1 FROM node WHERE profile_id = ? LIMIT 1",
            row -> row.integer("one"),
            id,
            id)
        .isPresent();
  }
}
