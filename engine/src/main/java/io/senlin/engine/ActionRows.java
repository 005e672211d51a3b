package io.senlin.engine;

import io.senlin.store.Row;
import io.senlin.store.Session;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code action}: the queue of what is to be done, and the record of what was. */
final class ActionRows {
  private static final String INSERT =
      "INSERT INTO action (id, name, context, target, action, cause, \"interval\", timeout, status,"
          + " status_reason, inputs, outputs, depends_on, depended_by, data, created_at, \"user\","
          + " project, domain, cluster_id)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  /** The statuses of actions that have begun to be worked on, or wait for it. */
  static final String ALIVE = "('READY', 'WAITING', 'RUNNING', 'SUSPENDED')";

  private static final int CHUNK = 100;

  private ActionRows() {}

  static ActionRecord map(Row row) throws SQLException {
    Map<String, @Nullable Object> context = Json.map(row.text("context"));
    return new ActionRecord(
        row.text("id"),
        row.text("name"),
        row.text("action"),
        row.text("target"),
        row.text("cause"),
        row.optionalText("owner"),
        row.integer("interval"),
        row.optionalDecimal("start_time").map(ActionRows::instant),
        row.optionalDecimal("end_time").map(ActionRows::instant),
        row.integer("timeout"),
        ActionStatus.valueOf(row.text("status")),
        row.text("status_reason"),
        row.optionalText("control"),
        Json.map(row.text("inputs")),
        Json.map(row.text("outputs")),
        Json.map(row.text("data")),
        List.of(),
        List.of(),
        row.text("cluster_id"),
        row.text("user"),
        row.text("project"),
        row.optionalText("domain"),
        context.get("request_id") instanceof String id ? id : "",
        row.optionalInstant("created_at"),
        row.optionalInstant("updated_at"));
  }

  static Optional<ActionRecord> find(Session tx, String id) throws SQLException {
    return tx.first("SELECT * FROM action WHERE id = ?", ActionRows::map, id);
  }

  static void insert(Session tx, List<ActionRecord> actions) throws SQLException {
    List<@Nullable Object[]> rows = actions.stream().map(ActionRows::values).toList();
    tx.batch(INSERT, rows);
  }

  private static @Nullable Object[] values(ActionRecord action) {
    return new @Nullable Object[] {
      action.id(),
      action.name(),
      "{\"request_id\":" + Json.text(action.requestId()) + "}",
      action.target(),
      action.action(),
      action.cause(),
      action.intervalSeconds(),
      action.timeoutSeconds(),
      action.status().name(),
      action.statusReason(),
      Json.text(action.inputs()),
      "{}",
      "[]",
      "[]",
      "{}",
      action.createdAt().orElse(null),
      action.user(),
      action.project(),
      action.domain().orElse(null),
      action.clusterId()
    };
  }

  /** Whether some action waits for an engine. */
  static boolean anyReady(Session tx) throws SQLException {
    return tx.first(
            "SELECT id FROM action WHERE status = 'READY' AND owner IS NULL LIMIT 1",
            row -> row.text("id"))
        .isPresent();
  }

  /** Makes an engine the owner of the oldest actions that wait for one. */
  static List<String> claim(Session tx, String engine, int limit) throws SQLException {
    List<String> ids =
        tx.query(
            "SELECT id FROM action WHERE status = 'READY' AND owner IS NULL"
                + " ORDER BY created_at, id LIMIT ?"
                + tx.dialect().skipLocked(),
            row -> row.text("id"),
            limit);
    for (int from = 0; from < ids.size(); from += CHUNK) {
      List<String> some = ids.subList(from, Math.min(from + CHUNK, ids.size()));
      List<Object> parameters = new ArrayList<>(some.size() + 1);
      parameters.add(engine);
      parameters.addAll(some);
      tx.update(
          "UPDATE action SET owner = ? WHERE id IN (%s)".formatted(marks(some.size())),
          parameters.toArray());
    }
    return ids;
  }

  static String marks(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }

  /** Lets an action of an engine run; false if it is not to be had any more. */
  static boolean start(Session tx, String id, String engine, Instant now) throws SQLException {
    return tx.update(
            "UPDATE action SET status = 'RUNNING', status_reason = ?, start_time = ?,"
                + " updated_at = ? WHERE id = ? AND status = 'READY' AND owner = ?",
            Run.PROCESSING,
            seconds(now),
            now,
            id,
            engine)
        == 1;
  }

  /**
   * The actions of an engine that have not ended: those on nodes first, as others wait for them.
   */
  static List<String> of(Session tx, String engine) throws SQLException {
    return tx.query(
        "SELECT id FROM action WHERE owner = ? AND status IN "
            + ALIVE
            + " ORDER BY CASE WHEN action LIKE 'NODE%' THEN 0 ELSE 1 END, created_at, id",
        row -> row.text("id"),
        engine);
  }

  /** Gives an engine all actions of another one that have not ended, and returns them. */
  static List<String> pass(Session tx, String from, String to) throws SQLException {
    List<String> actions = of(tx, from);
    if (!actions.isEmpty()) {
      tx.update("UPDATE action SET owner = ? WHERE owner = ? AND status IN " + ALIVE, to, from);
    }
    return actions;
  }

  /** Ends an action of an engine; false if it is not that engine's any more. */
  static boolean end(Session tx, Run run, String engine, ActionStatus status, String reason)
      throws SQLException {
    Instant now = run.now();
    return tx.update(
            "UPDATE action SET status = ?, status_reason = ?, owner = NULL, end_time = ?,"
                + " updated_at = ?, outputs = ?, data = ? WHERE id = ? AND owner = ?",
            status.name(),
            reason,
            seconds(now),
            now,
            Json.text(run.outputs()),
            Json.text(run.data()),
            run.id(),
            engine)
        == 1;
  }

  /**
   * Ends an action that is an engine's, or nobody's.
   *
   * @param evenIfBegun whether it may have begun
   * @return false if it has ended, has begun, or is another engine's
   */
  static boolean endBy(
      Session tx,
      String id,
      String engine,
      ActionStatus status,
      String reason,
      Instant now,
      boolean evenIfBegun)
      throws SQLException {
    return tx.update(
            "UPDATE action SET status = ?, status_reason = ?, owner = NULL, end_time = ?,"
                + " updated_at = ? WHERE id = ? AND (owner IS NULL OR owner = ?)"
                + " AND status IN ('INIT', 'WAITING', 'READY', 'RUNNING', 'SUSPENDED')"
                + (evenIfBegun ? "" : " AND start_time IS NULL"),
            status.name(),
            reason,
            seconds(now),
            now,
            id,
            engine)
        == 1;
  }

  /**
   * A running action now waits for those it depends on.
   *
   * @return false if it does not run any more: somebody ended it by force
   */
  static boolean waiting(Session tx, String id, String reason) throws SQLException {
    return tx.update(
            "UPDATE action SET status = 'WAITING', status_reason = ?"
                + " WHERE id = ? AND owner IS NOT NULL",
            reason,
            id)
        == 1;
  }

  /**
   * Whether an action is an engine's, and was not told to stop; until the end of the transaction it
   * is not told.
   */
  static boolean goesOn(Session tx, String id, String engine) throws SQLException {
    return tx.first(
            "SELECT id FROM action WHERE id = ? AND owner = ? AND control IS NULL"
                + tx.dialect().forUpdate(),
            row -> row.text("id"),
            id,
            engine)
        .isPresent();
  }

  static void saveData(Session tx, String id, Map<String, @Nullable Object> data)
      throws SQLException {
    tx.update("UPDATE action SET data = ? WHERE id = ?", Json.text(data), id);
  }

  /** Leaves an order for the engine that owns an action. */
  static void order(Session tx, String id, String control) throws SQLException {
    tx.update("UPDATE action SET control = ? WHERE id = ?", control, id);
  }

  /** The actions that have not ended and work on a target. */
  static List<String> activeOn(Session tx, String target) throws SQLException {
    return tx.query(
        "SELECT id FROM action WHERE target = ? AND status IN"
            + " ('READY', 'WAITING', 'RUNNING', 'WAITING_LIFECYCLE_COMPLETION')"
            + " ORDER BY created_at, id",
        row -> row.text("id"),
        target);
  }

  /** Seconds since 1970 with a fraction, the form of start_time and end_time. */
  static BigDecimal seconds(Instant instant) {
    return BigDecimal.valueOf(instant.getEpochSecond())
        .add(BigDecimal.valueOf(instant.getNano() / 1000, 6));
  }

  private static Instant instant(BigDecimal seconds) {
    return Instant.ofEpochSecond(
        seconds.longValue(), seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
  }
}
