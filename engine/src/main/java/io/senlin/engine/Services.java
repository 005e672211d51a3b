package io.senlin.engine;

import io.senlin.store.Row;
import io.senlin.store.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table {@code service}: the engines, and when each has last reported in. */
final class Services {
  private static final String BINARY = "senlin-engine";

  /** Those who own something and are not on the list. */
  private static final String GONE =
      "SELECT DISTINCT owner FROM action WHERE owner IS NOT NULL AND status IN "
          + ActionRows.ALIVE
          + " AND owner NOT IN (SELECT id FROM service)";

  private static final String GONE_WITH_PARTITION =
      " UNION SELECT owner FROM event_partition WHERE owner IS NOT NULL"
          + " AND owner NOT IN (SELECT id FROM service)";

  private Services() {}

  static void insert(Session tx, String id, String host) throws SQLException {
    String now = tx.dialect().clock();
    tx.update(
        "INSERT INTO service (id, host, \"binary\", topic, disabled, created_at, updated_at)"
            + " VALUES (?, ?, ?, ?, ?, %s, %s)".formatted(now, now),
        id,
        host,
        BINARY,
        BINARY,
        false);
  }

  static void renew(Session tx, String id) throws SQLException {
    tx.update("UPDATE service SET updated_at = " + tx.dialect().clock() + " WHERE id = ?", id);
  }

  static int remove(Session tx, String id) throws SQLException {
    return tx.update("DELETE FROM service WHERE id = ?", id);
  }

  static Instant clock(Session tx) throws SQLException {
    return tx.first("SELECT " + tx.dialect().clock() + " AS clock", row -> row.instant("clock"))
        .orElseThrow();
  }

  static int count(Session tx) throws SQLException {
    return tx.first("SELECT count(*) AS engines FROM service", row -> row.integer("engines"))
        .orElse(0);
  }

  static boolean exists(Session tx, String id) throws SQLException {
    return tx.first("SELECT id FROM service WHERE id = ?", row -> row.text("id"), id).isPresent();
  }

  /** Whether an engine is on the list, as one of this host. */
  static boolean isOf(Session tx, String id, String host) throws SQLException {
    return tx.first(
            "SELECT id FROM service WHERE id = ? AND host = ?", row -> row.text("id"), id, host)
        .isPresent();
  }

  /** Whether an engine is on the list; it stays there until the end of the transaction. */
  static boolean holds(Session tx, String id) throws SQLException {
    return tx.first(
            "SELECT id FROM service WHERE id = ?" + tx.dialect().forShare(),
            row -> row.text("id"),
            id)
        .isPresent();
  }

  /** The other engines that have not reported in for longer than {@code lease}. */
  static List<String> silent(Session tx, String self, Duration lease) throws SQLException {
    return tx.query(
        "SELECT id FROM service WHERE id <> ? AND \"binary\" = ?"
            + " AND (updated_at IS NULL OR updated_at < ?)",
        row -> row.text("id"),
        self,
        BINARY,
        clock(tx).minus(lease));
  }

  /** All engines but one that are on the list, or have left something. */
  static List<String> others(Session tx, String self) throws SQLException {
    return tx.query(
        "SELECT id AS owner FROM service WHERE id <> ? UNION SELECT owner FROM action"
            + " WHERE owner <> ? AND status IN "
            + ActionRows.ALIVE,
        row -> row.text("owner"),
        self,
        self);
  }

  /** The engines that are not on the list, and have left something. */
  static List<String> gone(Session tx) throws SQLException {
    return tx.query(GONE + GONE_WITH_PARTITION, row -> row.text("owner"));
  }

  /**
   * Holds the row of a silent engine, to be deleted.
   *
   * @return false if it has reported in meanwhile, or is in the middle of a transaction: then the
   *     server ends that before long if it is really dead
   */
  static boolean fence(Session tx, String id, Duration lease) throws SQLException {
    return tx.first(
            "SELECT id FROM service WHERE id = ? AND (updated_at IS NULL OR updated_at < ?) LIMIT 1"
                + tx.dialect().skipLocked(),
            row -> row.text("id"),
            id,
            clock(tx).minus(lease))
        .isPresent();
  }

  /** Takes the engines off the list that have not reported in for longer than {@code lease}. */
  static List<String> clean(Session tx, String self, Duration lease) throws SQLException {
    List<String> silent =
        tx.query(
            "SELECT id FROM service WHERE id <> ? AND (updated_at IS NULL OR updated_at < ?)",
            row -> row.text("id"),
            self,
            clock(tx).minus(lease));
    List<String> cleaned = new ArrayList<>();
    for (String id : silent) {
      if (fence(tx, id, lease) && remove(tx, id) > 0) {
        cleaned.add(id);
      }
    }
    return cleaned;
  }

  /** All engines, by host. */
  static List<ServiceRecord> list(Session tx, Duration patience) throws SQLException {
    Instant oldest = clock(tx).minus(patience);
    return tx.query("SELECT * FROM service ORDER BY host, created_at, id", row -> map(row, oldest));
  }

  private static ServiceRecord map(Row row, Instant oldest) throws SQLException {
    Optional<Instant> updatedAt = row.optionalInstant("updated_at");
    return new ServiceRecord(
        row.text("id"),
        row.text("host"),
        row.text("binary"),
        row.text("topic"),
        row.bool("disabled"),
        row.optionalText("disabled_reason"),
        updatedAt.filter(time -> time.isAfter(oldest)).isPresent(),
        row.optionalInstant("created_at"),
        updatedAt);
  }
}
