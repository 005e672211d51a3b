package io.senlin.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The engine's SQLite file, read by the test itself. */
final class StateFile implements AutoCloseable {
  private final Connection connection;

  /** An action as it stands in its table. */
  record ActionRow(String id, String action, String status, String owner) {}

  /** An event as it stands in the journal. */
  record Entry(long sequence, String id, String action, String phase) {}

  private StateFile(Connection connection) {
    this.connection = connection;
  }

  /**
   * Copies the file of the engine that ran on {@code folder}, and opens the copy, so that reading
   * repairs nothing that the engine has to find.
   */
  static StateFile copy(Path folder) throws IOException, SQLException {
    Path copy = Files.createDirectories(folder.resolve("copy"));
    for (String name : List.of("senlin.db", "senlin.db-wal")) {
      Path target = copy.resolve(name);
      Files.deleteIfExists(target);
      Path source = folder.resolve("state").resolve(name);
      if (Files.exists(source)) {
        Files.copy(source, target);
      }
    }
    Files.deleteIfExists(copy.resolve("senlin.db-shm"));
    return new StateFile(DriverManager.getConnection("jdbc:sqlite:" + copy.resolve("senlin.db")));
  }

  /** Opens the file of the engine that runs on {@code folder}, for reading only. */
  static StateFile live(Path folder) throws SQLException {
    return new StateFile(
        DriverManager.getConnection(
            "jdbc:sqlite:file:" + folder.resolve("state/senlin.db") + "?mode=ro"));
  }

  /** All actions by id. */
  Map<String, ActionRow> actions() throws SQLException {
    Map<String, ActionRow> actions = new LinkedHashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT id, action, status, owner FROM action");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        String owner = rows.getString(4);
        ActionRow row =
            new ActionRow(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                owner == null ? "" : owner);
        actions.put(row.id(), row);
      }
    }
    return actions;
  }

  /** The journal beyond a sequence, in its order. */
  List<Entry> journalAfter(long sequence) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT sequence, payload FROM event_journal WHERE sequence > ? ORDER BY sequence")) {
      select.setLong(1, sequence);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          JsonNode event = JsonMapper.shared().readTree(rows.getBytes(2));
          entries.add(
              new Entry(
                  rows.getLong(1),
                  event.get("id").asString(),
                  event.get("action").get("id").asString(),
                  event.get("phase").asString()));
        }
      }
    }
    return entries;
  }

  /** The ids of the event table, in the order in which they were inserted. */
  List<String> events() throws SQLException {
    return strings("SELECT id FROM event ORDER BY rowid");
  }

  /** The ids of the events of one level in the event table, in the order of their insertion. */
  List<String> events(int level) throws SQLException {
    return strings("SELECT id FROM event WHERE level = '" + level + "' ORDER BY rowid");
  }

  /** The ids of all clusters. */
  List<String> clusters() throws SQLException {
    return strings("SELECT id FROM cluster");
  }

  /** What is locked, cluster or node. */
  List<String> locks() throws SQLException {
    return strings("SELECT cluster_id FROM cluster_lock UNION ALL SELECT node_id FROM node_lock");
  }

  /** How many actions have not ended. */
  int unfinishedActions() throws SQLException {
    return count("action WHERE status NOT IN ('SUCCEEDED', 'FAILED', 'CANCELLED')");
  }

  /** How many rows a table has. */
  int count(String table) throws SQLException {
    return Integer.parseInt(strings("SELECT count(*) FROM " + table).getFirst());
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private List<String> strings(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
