package io.senlin.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.testkit.databases.TestDatabases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

final class PostgresStoreIT extends ServerStoreContract {
  private String url;

  @Override
  String emptyDatabase() {
    url = TestDatabases.postgres();
    return url;
  }

  @Override
  String nul() {
    return "\u2400"; // no NUL, its symbol
  }

  @Test
  void goesOnWhenTheServerHasClosedItsConnections() throws SQLException {
    store().write(session -> insert(session, "one", ""));
    ConnectionUrl parsed = ConnectionUrl.parse(url);
    try (Connection connection = DriverManager.getConnection(parsed.jdbc(), parsed.properties());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }
    store().write(session -> insert(session, "two", ""));
    assertThat(store().<Long>write(PostgresStoreIT::count)).isEqualTo(2);
  }

  private static long count(Session session) throws SQLException {
    return session
        .first("SELECT count(*) AS events FROM event", row -> row.number("events"))
        .orElseThrow();
  }
}
