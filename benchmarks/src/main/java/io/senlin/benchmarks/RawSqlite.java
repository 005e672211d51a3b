package io.senlin.benchmarks;

import io.senlin.spi.Event;
import io.senlin.store.Store;
import io.senlin.store.StoreSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** {@link RawInsert} on an SQLite file, in large batches and with the engine's durability. */
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
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = FULL");
        statement.execute("PRAGMA cache_size = -16384");
      }
      return new RawInsert(BATCH, TIME::format).run(connection, events);
    }
  }
}
