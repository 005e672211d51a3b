package io.senlin.dispatchers.database;

import io.senlin.dispatchers.database.EventQuery.Sort;
import io.senlin.store.Row;
import io.senlin.store.Session;
import io.senlin.store.Store;
import io.senlin.store.retention.AgeingTable;
import io.senlin.store.retention.AgeingTable.Place;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reads the event table. Thread-safe. All methods throw {@link io.senlin.store.StoreException} when
 * the database fails.
 */
public final class EventTable {
  /** Its rows as they grow old. */
  public static final AgeingTable<EventRow> AGEING =
      new AgeingTable<>(
          "event",
          "\"timestamp\"",
          "",
          List.of(),
          EventTable::row,
          row -> new Place(row.timestamp(), row.id()));

  private final Store store;

  /** The event table of {@code store}. */
  public EventTable(Store store) {
    this.store = store;
  }

  /** The events that {@code query} asks for. */
  public List<EventRow> list(EventQuery query) {
    return store.read(
        session -> {
          Optional<EventRow> marker =
              query.marker().isPresent() ? byId(session, query.marker().get()) : Optional.empty();
          return list(session, query, marker);
        });
  }

  /**
   * The same from an event on that was read before, and may be gone by now.
   *
   * @param last begins after it, whatever marker the query has
   */
  public List<EventRow> listAfter(EventRow last, EventQuery query) {
    return store.read(session -> list(session, query, Optional.of(last)));
  }

  /**
   * The event with an id.
   *
   * @param project only if it is of this project
   */
  public Optional<EventRow> find(String id, Optional<String> project) {
    return store
        .read(session -> byId(session, id))
        .filter(row -> project.isEmpty() || project.get().equals(row.project()));
  }

  /**
   * Events whose id begins with {@code prefix}, at most {@code maxEvents}: with 2 one sees whether
   * it is unique.
   *
   * @param project only those of this project
   */
  public List<EventRow> findByPrefix(String prefix, Optional<String> project, int maxEvents) {
    List<Object> parameters = new ArrayList<>(List.of(prefix, prefix + "g"));
    project.ifPresent(parameters::add);
    parameters.add(maxEvents);
    // a range, as LIKE uses no index on some databases; "g" follows all hexadecimal digits
    String sql =
        "SELECT * FROM event WHERE id >= ? AND id < ?"
            + (project.isPresent() ? " AND project = ?" : "")
            + " ORDER BY id LIMIT ?";
    return store.read(session -> session.query(sql, EventTable::row, parameters.toArray()));
  }

  private static List<EventRow> list(Session session, EventQuery query, Optional<EventRow> marker)
      throws SQLException {
    List<String> conditions = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    query
        .filters()
        .forEach(
            (column, values) -> {
              if (!values.isEmpty()) {
                String marks = String.join(", ", Collections.nCopies(values.size(), "?"));
                conditions.add(column.column() + " IN (" + marks + ")");
                parameters.addAll(values);
              }
            });
    query
        .project()
        .ifPresent(
            project -> {
              conditions.add("project = ?");
              parameters.add(project);
            });
    marker.ifPresent(row -> conditions.add(after(row, query.order(), parameters)));
    StringBuilder sql = new StringBuilder("SELECT * FROM event");
    if (!conditions.isEmpty()) {
      sql.append(" WHERE ").append(String.join(" AND ", conditions));
    }
    sql.append(" ORDER BY ");
    for (Sort sort : query.order()) {
      sql.append(sort.column().comparable()).append(sort.descending() ? " DESC, " : ", ");
    }
    sql.append("id");
    if (query.limit().isPresent()) {
      sql.append(" LIMIT ?");
      parameters.add(query.limit().getAsInt());
    }
    return session.query(sql.toString(), EventTable::row, parameters.toArray());
  }

  /**
   * The condition for what comes after {@code marker}: greater in the first column, or equal there
   * and greater in the second, and so on; the id decides last. The first column is bounded once
   * more, as a database uses an index for that and not for the alternatives.
   */
  private static String after(EventRow marker, List<Sort> sorts, List<Object> parameters) {
    StringBuilder sql = new StringBuilder();
    Sort first = sorts.getFirst();
    sql.append(first.column().comparable()).append(first.descending() ? " <= ?" : " >= ?");
    parameters.add(first.column().valueIn(marker));
    sql.append(" AND (");
    for (Sort sort : sorts) {
      String column = sort.column().comparable();
      sql.append(column).append(sort.descending() ? " < ?" : " > ?");
      sql.append(" OR (").append(column).append(" = ? AND (");
      parameters.add(sort.column().valueIn(marker));
      parameters.add(sort.column().valueIn(marker));
    }
    sql.append("id > ?").append("))".repeat(sorts.size())).append(")");
    parameters.add(marker.id());
    return sql.toString();
  }

  private static Optional<EventRow> byId(Session session, String id) throws SQLException {
    return session.first("SELECT * FROM event WHERE id = ?", EventTable::row, id);
  }

  private static EventRow row(Row row) throws SQLException {
    return new EventRow(
        row.text("id"),
        row.instant("timestamp"),
        row.text("oid"),
        row.text("oname"),
        row.text("otype"),
        row.optionalText("cluster_id"),
        row.text("level"),
        row.text("user"),
        row.text("project"),
        row.text("action"),
        row.text("status"),
        row.text("status_reason"),
        row.optionalText("meta_data").orElse("{}"));
  }
}
