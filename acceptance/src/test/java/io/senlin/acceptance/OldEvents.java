package io.senlin.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Rows of the event table that look as if they had been there for long. */
final class OldEvents {
  private OldEvents() {}

  /** Makes the tables in the state directory of {@code folder}, if need be. */
  static void makeTables(Path folder) throws IOException, InterruptedException {
    Program.Ended sync =
        Program.run(
            folder, "db", "sync", "--config-file", folder.resolve("senlin.conf").toString());
    if (sync.exitCode() != 0) {
      throw new AssertionError(sync.output());
    }
  }

  /** Puts in {@code count} events of one day and returns their ids. */
  static List<String> insert(Path folder, String day, String project, int count)
      throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("state/senlin.db"));
        Statement begin = connection.createStatement();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                INSERT INTO event (id, "timestamp", oid, oname, otype, cluster_id, level, "user",
                  project, action, status, status_reason, meta_data)
                VALUES (?, ?, 'oid', 'Käse 😀', 'NODE', '', '20', 'user', ?, 'NODE_CREATE', 'end',
                  'said "well"', '{"n": 1}')\
                """)) {
      begin.execute("PRAGMA busy_timeout = 60000");
      connection.setAutoCommit(false);
      for (int i = 0; i < count; i++) {
        String id = UUID.randomUUID().toString();
        ids.add(id);
        insert.setString(1, id);
        insert.setString(2, "%s 10:00:00.%06d".formatted(day, i % 1_000_000));
        insert.setString(3, project);
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
    }
    return ids;
  }
}
