package io.senlin.acceptance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A database that several engines share, read by the test itself. */
final class ServerState implements AutoCloseable {
  private static final Pattern URL =
      Pattern.compile("(\\w+)\\+\\w+://(\\w+)(?::(\\w*))?@([\\w.]+:\\d+/\\w+).*");

  private final Connection connection;
  private final boolean postgres;
  private final Map<String, Long> read = new HashMap<>();

  /** An event as it stands in the journal. */
  record Entry(long committedAt, String id, String action, String phase, String level) {}

  /** A partition of the journal. */
  record Partition(String name, String owner, long head) {}

  private ServerState(Connection connection, boolean postgres) {
    this.connection = connection;
    this.postgres = postgres;
  }

  /** Opens the database at a URL in oslo.db's form. */
  static ServerState open(String url) throws SQLException {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a URL of a test database: " + url);
    }
    boolean postgres = parts.group(1).equals("postgresql");
    String jdbc = "jdbc:" + (postgres ? "postgresql" : "mariadb") + "://" + parts.group(4);
    return new ServerState(
        DriverManager.getConnection(jdbc, parts.group(2), parts.group(3)), postgres);
  }

  /** Numbers the rows of the event table in the order in which they will arrive. */
  void numberArrivals() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "ALTER TABLE event ADD COLUMN arrival "
              + (postgres ? "BIGSERIAL" : "BIGINT NOT NULL AUTO_INCREMENT UNIQUE"));
    }
  }

  /** All actions with their status. */
  Map<String, String> actions() throws SQLException {
    Map<String, String> actions = new HashMap<>();
    try (Statement select = connection.createStatement();
        ResultSet rows = select.executeQuery("SELECT id, status FROM action")) {
      while (rows.next()) {
        actions.put(rows.getString(1), rows.getString(2));
      }
    }
    return actions;
  }

  /** How many actions have not ended. */
  int unfinished() throws SQLException {
    return count(
        "action WHERE status NOT IN ('SUCCEEDED', 'FAILED', 'CANCELLED')"); // INIT is not used
  }

  /** How many rows a table has. */
  int count(String table) throws SQLException {
    return Integer.parseInt(strings("SELECT count(*) FROM " + table).getFirst());
  }

  /** What is locked, cluster or node, and by whom. */
  List<String> locks() throws SQLException {
    return strings(
        "SELECT concat(cluster_id, ' by ', action_ids) FROM cluster_lock"
            + " UNION ALL SELECT concat(node_id, ' by ', action_id) FROM node_lock");
  }

  /** The ids in the event table, in the order of their arrival. */
  List<String> events() throws SQLException {
    return strings("SELECT id FROM event ORDER BY arrival");
  }

  /** The engines on the list. */
  List<String> engines() throws SQLException {
    return strings("SELECT id FROM service");
  }

  /** The partition an engine appends to. */
  Optional<Partition> partitionOf(String engine) throws SQLException {
    return partitions("owner = '" + engine + "' AND depth = 0");
  }

  Partition partition(String name) throws SQLException {
    return partitions("name = '" + name + "'").orElseThrow();
  }

  private Optional<Partition> partitions(String condition) throws SQLException {
    String quote = postgres ? "\"" : "`";
    try (Statement select = connection.createStatement();
        ResultSet rows =
            select.executeQuery(
                "SELECT name, owner, (SELECT max(sequence) FROM event_journal WHERE %1$spartition%1$s"
                        .formatted(quote)
                    + " = name) FROM event_partition WHERE "
                    + condition)) {
      if (!rows.next()) {
        return Optional.empty();
      }
      String owner = rows.getString(2);
      return Optional.of(
          new Partition(rows.getString(1), owner == null ? "" : owner, rows.getLong(3)));
    }
  }

  /** What was appended to the journal since it was last asked for, in the order of time. */
  List<Entry> newInJournal() throws SQLException {
    List<Entry> entries = new ArrayList<>();
    for (String partition : strings("SELECT name FROM event_partition")) {
      readPartition(partition, entries);
    }
    entries.sort((one, other) -> Long.compare(one.committedAt(), other.committedAt()));
    return entries;
  }

  private void readPartition(String partition, List<Entry> entries) throws SQLException {
    String column = postgres ? "\"partition\"" : "`partition`";
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT sequence, committed_at, payload FROM event_journal WHERE "
                + column
                + " = ? AND sequence > ? ORDER BY sequence")) {
      long last = read.getOrDefault(partition, 0L);
      select.setString(1, partition);
      select.setLong(2, last);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          if (rows.getLong(1) != last + 1) {
            throw new AssertionError(
                "partition %s has a gap after event %d".formatted(partition, last));
          }
          last = rows.getLong(1);
          JsonNode event = JsonMapper.shared().readTree(rows.getBytes(3));
          entries.add(
              new Entry(
                  rows.getLong(2),
                  event.get("id").asString(),
                  event.get("action").get("id").asString(),
                  event.get("phase").asString(),
                  event.get("level").asString()));
        }
      }
      read.put(partition, last);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private List<String> strings(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement select = connection.createStatement();
        ResultSet rows = select.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
