package io.senlin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.senlin.testkit.databases.TestDatabases;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

final class MariaDbStoreIT extends ServerStoreContract {
  @Override
  String emptyDatabase() {
    return TestDatabases.mariadb();
  }

  @Override
  String nul() {
    return "\u2400"; // no NUL, its symbol
  }

  @Test
  void worksOnTheTablesOfARealSenlin() throws IOException, SQLException {
    String url = TestDatabases.mariadb();
    execute(url, senlinTables());
    execute(
        url,
        "INSERT INTO profile (id, name, `user`, project) VALUES ('p1', 'web', 'u', 'p');"
            + "INSERT INTO event (id, `timestamp`, status_reason)"
            + " VALUES ('e1', '2026-11-22 17:20:11', 'Cluster creation succeeded.')");
    for (int opening = 1; opening <= 2; opening++) {
      String id = "e" + (opening + 1);
      try (Store store = Store.open(StoreSettings.of(url))) {
        // its character set ends at U+FFFF: what lies beyond is kept as in JSON
        store.write(session -> insert(session, id, "sm\uD83D\uDE00le"));
        String reason =
            store.read(
                session ->
                    session
                        .first(
                            "SELECT status_reason FROM event WHERE id = ?",
                            row -> row.text("status_reason"),
                            id)
                        .orElseThrow());
        assertThat(reason).isEqualTo("sm\\ud83d\\ude00le");
        String name =
            store.read(
                s -> s.first("SELECT name FROM profile", row -> row.text("name")).orElseThrow());
        assertThat(name).isEqualTo("web");
      }
    }
  }

  /** Whatever stopped it: what was done of a migration by then is done already. */
  @Test
  void runsAMigrationAgainThatFailedOrWasKilled() throws SQLException {
    String url = TestDatabases.mariadb();
    Store.open(StoreSettings.of(url)).close();
    execute(
        url,
        "INSERT INTO event_cursor VALUES ('database', 'engine-1', 7, '2026-11-22 17:20:11');"
            + "INSERT INTO dispatcher_activity VALUES ('database', 'engine-1', 1, '2026-11-22');"
            + "INSERT INTO dispatcher (name, wish, paused) VALUES ('database', 'NONE', 0);");
    for (int version = Schema.NEWEST; version >= 1; version--) {
      execute(
          url,
          "DELETE FROM flyway_schema_history WHERE version > %1$d;".formatted(version)
              + (version % 2 == 0
                      ? "UPDATE flyway_schema_history SET success = 0 WHERE version = %d"
                      : "DELETE FROM flyway_schema_history WHERE version = %d")
                  .formatted(version));
      try (Store store = Store.open(StoreSettings.of(url))) {
        assertThat(Store.examine(StoreSettings.of(url)).problems()).isEmpty();
        long activities =
            store.read(
                session ->
                    session
                        .first(
                            "SELECT count(*) AS activities FROM dispatcher_activity"
                                + " WHERE active AND since = '2026-11-22'",
                            row -> row.number("activities"))
                        .orElseThrow());
        assertThat(activities).isEqualTo(1);
      }
    }
  }

  @Test
  void refusesTablesThatAreNotSenlins() throws SQLException {
    String url = TestDatabases.mariadb();
    execute(url, "CREATE TABLE recipes (id INTEGER)");
    assertThatThrownBy(() -> Store.open(StoreSettings.of(url)))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("not Senlin's, such as recipes");
  }

  private static void execute(String url, String statements) throws SQLException {
    ConnectionUrl parsed = ConnectionUrl.parse(url);
    try (Connection connection =
            DriverManager.getConnection(
                parsed.jdbc() + "?allowMultiQueries=true", parsed.properties());
        Statement statement = connection.createStatement()) {
      statement.execute("SET foreign_key_checks = 0;" + statements);
    }
  }

  private static String senlinTables() throws IOException {
    try (InputStream in = MariaDbStoreIT.class.getResourceAsStream("/senlin-14-mariadb.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
