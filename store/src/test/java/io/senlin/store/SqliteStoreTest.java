package io.senlin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStoreTest extends StoreContract {
  @TempDir Path directory;

  @Override
  String emptyDatabase() {
    return "sqlite:///" + file();
  }

  private Path file() {
    return directory.resolve("senlin.db");
  }

  @Test
  void leavesNoWriteAheadLogBehindWhenClosed() {
    store().write(session -> insert(session, "one", ""));
    store().close();
    assertThat(directory.resolve("senlin.db-wal")).doesNotExist();
  }

  @Test
  void aLongReadHoldsUpNoWrites() throws SQLException {
    String large = "x".repeat(400_000);
    long slowest = 0;
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN");
      statement.executeQuery("SELECT count(*) FROM event").close(); // its snapshot, for long
      long written = 0;
      for (int i = 0; written < 2 * Checkpointer.MAX_LOG_BYTES; i++) {
        String id = "event-" + i;
        long began = System.nanoTime();
        store().write(session -> insert(session, id, large));
        slowest = Math.max(slowest, System.nanoTime() - began);
        written += large.length();
      }
      statement.execute("ROLLBACK");
    }
    assertThat(Duration.ofNanos(slowest)).isLessThan(Patience.LIMIT.dividedBy(2));
  }

  @Test
  void saysThatTheDiskIsFullAndGoesOnWhenItIsNot() {
    // SQLite's own limit fails in the same place, with the same error, as a full disk
    int pages =
        store()
            .write(
                session ->
                    session
                        .first("PRAGMA page_count", row -> row.integer("page_count"))
                        .orElseThrow());
    store().write(session -> maxPages(session, pages + 4));
    assertThatThrownBy(() -> store().write(session -> insert(session, "big", "x".repeat(100_000))))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("is full");
    assertThat(ids()).isEmpty();
    store().write(session -> maxPages(session, 1_000_000));
    store().write(session -> insert(session, "big", "x".repeat(100_000)));
    assertThat(ids()).containsExactly("big");
  }

  @Test
  void readsAgainWhatCouldNotBeReadForAMoment() {
    store().write(session -> insert(session, "one", ""));
    assertThat(ids()).containsExactly("one");
    store().write(session -> session.update("ALTER TABLE event RENAME TO elsewhere"));
    assertThatThrownBy(this::ids).isInstanceOf(StoreException.class);
    store().write(session -> session.update("ALTER TABLE elsewhere RENAME TO event"));
    assertThat(ids()).containsExactly("one");
  }

  private static int maxPages(Session session, int pages) throws SQLException {
    return session
        .first("PRAGMA max_page_count = " + pages, row -> row.integer("max_page_count"))
        .orElseThrow();
  }

  @Test
  void leavesAFileThatIsNotADatabaseAsItIs() throws IOException {
    Path garbage = Files.writeString(directory.resolve("garbage.db"), "not a database at all");
    assertThatThrownBy(() -> Store.open(StoreSettings.sqlite(garbage)))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("garbage.db is not an SQLite database");
    assertThat(garbage).hasContent("not a database at all");
    assertThat(directory.resolve("garbage.db-wal")).doesNotExist();
  }

  @Test
  void refusesADatabaseOfAnotherProgram() throws IOException, SQLException {
    Path foreign = directory.resolve("foreign.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + foreign);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE recipes (id INTEGER)");
    }
    byte[] before = Files.readAllBytes(foreign);
    assertThatThrownBy(() -> Store.open(StoreSettings.sqlite(foreign)))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("not Senlin's, such as recipes");
    assertThat(Files.readAllBytes(foreign)).isEqualTo(before);
  }

  @Test
  void refusesAFileThatIsInUse() {
    assertThatThrownBy(() -> Store.open(StoreSettings.sqlite(file())))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("is in use by process " + ProcessHandle.current().pid());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void keepsItsLockWhenAnotherStoreOfTheSameProcessIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link.db"), file());
    assertThat(isLocked()).isTrue();
    for (Path name : List.of(file(), link)) {
      assertThatThrownBy(() -> Store.open(StoreSettings.sqlite(name)))
          .isInstanceOf(StoreFailure.class)
          .hasMessageContaining("is in use by process " + ProcessHandle.current().pid());
      assertThat(isLocked()).isTrue();
    }
    store().close();
    assertThat(isLocked()).isFalse();
  }

  private boolean isLocked() throws IOException {
    Object inode = Files.getAttribute(directory.resolve("senlin.db.lock"), "unix:ino");
    return Files.readString(Path.of("/proc/locks")).contains(":" + inode + " ");
  }

  @Test
  void saysWhichDirectoryIsMissing() {
    Path lost = directory.resolve("lost/senlin.db");
    assertThatThrownBy(() -> Store.open(StoreSettings.sqlite(lost)))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining(lost.getParent().toString());
  }
}
