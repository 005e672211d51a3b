package io.senlin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guest on an SQLite file that another store owns. */
final class SqliteGuestTest {
  private static final int WRITES = 300;

  @TempDir private Path directory;

  private StoreSettings settings() {
    return StoreSettings.sqlite(directory.resolve("senlin.db"));
  }

  @Test
  void ownerAndGuestsWriteSideBySideAndNothingIsLost() {
    try (Store owner = Store.open(settings());
        Store one = Store.guest(settings());
        Store two = Store.guest(settings())) {
      List<CompletableFuture<Void>> writers = new ArrayList<>();
      for (Store store : List.of(owner, owner, one, two)) {
        String name = "writer " + writers.size();
        writers.add(CompletableFuture.runAsync(() -> write(store, name)));
      }
      writers.forEach(CompletableFuture::join);
      assertThat(count(owner)).isEqualTo(4 * WRITES);
      assertThat(count(two)).isEqualTo(4 * WRITES);
    }
  }

  @Test
  void theOwnerWaitsForWhoeverHoldsTheFileLocked() throws SQLException {
    try (Store owner = Store.open(settings());
        Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("senlin.db"));
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      CompletableFuture<Integer> write =
          CompletableFuture.supplyAsync(() -> owner.write(session -> insert(session, "one")));
      assertThat(count(owner)).isZero();
      statement.execute("COMMIT");
      assertThat(write.join()).isEqualTo(1);
    }
  }

  @Test
  void aGuestNeitherMakesNorMigratesADatabase() throws SQLException {
    assertThatThrownBy(() -> Store.guest(settings()))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("there is no database")
        .hasMessageContaining("senlin.db");
    assertThat(directory).isEmptyDirectory();
    Store.open(settings()).close();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("senlin.db"));
        Statement statement = connection.createStatement()) {
      statement.execute(
          "DELETE FROM flyway_schema_history WHERE version = '" + Schema.NEWEST + "'");
    }
    assertThatThrownBy(() -> Store.guest(settings()))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("this program needs " + Schema.NEWEST);
  }

  private static void write(Store store, String name) {
    for (int i = 0; i < WRITES; i++) {
      String id = name + " " + i;
      store.write(session -> insert(session, id));
    }
  }

  private static int insert(Session session, String id) throws SQLException {
    return session.update(
        "INSERT INTO event (id, \"timestamp\", status_reason) VALUES (?, ?, '')",
        id,
        Instant.EPOCH);
  }

  private static int count(Store store) {
    return store.read(
        session ->
            session
                .first("SELECT count(*) AS number FROM event", row -> row.integer("number"))
                .orElseThrow());
  }
}
