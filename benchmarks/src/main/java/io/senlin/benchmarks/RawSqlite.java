package io.senlin.benchmarks;

import io.senlin.spi.Entity;
import io.senlin.spi.Event;
import io.senlin.store.Store;
import io.senlin.store.StoreSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The ceiling: the rows that the {@code database} dispatcher writes, put into the same table by one
 * thread that does nothing else, in large batches and with the same durability.
 */
final class RawSqlite {
  private static final int BATCH = 500;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

  private RawSqlite() {}

  /** Rows per second. */
  static double insert(Path folder, List<Event> events) throws SQLException {
    Path file = folder.resolve("raw.db");
    Store.open(StoreSettings.sqlite(file)).close(); // makes the table with its indexes
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      prepare(connection);
      long start = System.nanoTime();
      try (PreparedStatement insert =
          connection.prepareStatement(
              """
              INSERT INTO event (id, "timestamp", oid, oname, otype, cluster_id, level, "user",
                project, action, status, status_reason, meta_data)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING""")) {
        for (int from = 0; from < events.size(); from += BATCH) {
          for (Event event : events.subList(from, Math.min(from + BATCH, events.size()))) {
            bind(insert, event);
            insert.addBatch();
          }
          insert.executeBatch();
          connection.commit();
        }
      }
      return events.size() * 1e9 / (System.nanoTime() - start);
    }
  }

  private static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA cache_size = -16384");
    }
    connection.setAutoCommit(false);
  }

  private static void bind(PreparedStatement insert, Event event) throws SQLException {
    Entity entity = event.action().entity().orElseThrow();
    String[] values = {
      event.details().id().toString(),
      TIME.format(event.details().timestamp()),
      entity.id(),
      entity.name(),
      event.action().objectType(),
      entity.clusterId(),
      Integer.toString(event.level().value()),
      event.action().context().user(),
      event.action().context().project(),
      event.action().displayAction(),
      event.details().phase(),
      event.details().reason(),
      "{}"
    };
    for (int i = 0; i < values.length; i++) {
      insert.setString(i + 1, values[i]);
    }
  }
}
