package io.senlin.engine;

import io.senlin.store.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code dependency}: which action waits for which. A row goes when its wait is over. */
final class Dependencies {
  private Dependencies() {}

  /** Lets {@code dependent} wait for each of {@code dependeds}. */
  static void insert(Session tx, List<String> dependeds, String dependent) throws SQLException {
    List<@Nullable Object[]> rows =
        dependeds.stream()
            .map(id -> new @Nullable Object[] {UUID.randomUUID().toString(), id, dependent})
            .toList();
    tx.batch("INSERT INTO dependency (id, depended, dependent) VALUES (?, ?, ?)", rows);
  }

  /** The actions that wait for {@code depended}. */
  static List<String> dependents(Session tx, String depended) throws SQLException {
    return tx.query(
        "SELECT dependent FROM dependency WHERE depended = ?",
        row -> row.text("dependent"),
        depended);
  }

  /** The actions that {@code dependent} waits for. */
  static List<String> dependeds(Session tx, String dependent) throws SQLException {
    return tx.query(
        "SELECT depended FROM dependency WHERE dependent = ?",
        row -> row.text("depended"),
        dependent);
  }

  static void abandoned(Session tx, String dependent) throws SQLException {
    tx.update("DELETE FROM dependency WHERE dependent = ?", dependent);
  }

  /** Whether an action waits for another one. */
  static boolean waits(Session tx, String dependent) throws SQLException {
    return tx.first(
            "SELECT depended FROM dependency WHERE dependent = ? LIMIT 1",
            row -> row.text("depended"),
            dependent)
        .isPresent();
  }
}
