package io.senlin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.senlin.testkit.databases.TestDatabases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.util.Throwables;
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

  @Test
  void showsNoValueOfARowThatWasRefused() {
    for (Work<Integer> work : List.<Work<Integer>>of(PostgresStoreIT::batch, s -> row(s))) {
      assertThatThrownBy(() -> store().write(work))
          .isInstanceOf(StoreFailure.class)
          .hasMessageStartingWith("the database refused: ERROR: ")
          .extracting(Throwables::getStackTrace)
          .asString()
          .doesNotContain("hunter2");
    }
  }

  private static int batch(Session session) throws SQLException {
    session.batch(
        "INSERT INTO event (id, status_reason) VALUES (?, ?)",
        List.of(new Object[] {"one", "hunter2"}, new Object[] {"x".repeat(99), "hunter2"}));
    return 2;
  }

  /** Without the name that a profile must have. */
  private static int row(Session session) throws SQLException {
    return session.update("INSERT INTO profile (id, context) VALUES ('p', 'hunter2')");
  }

  private static long count(Session session) throws SQLException {
    return session
        .first("SELECT count(*) AS events FROM event", row -> row.number("events"))
        .orElseThrow();
  }
}
