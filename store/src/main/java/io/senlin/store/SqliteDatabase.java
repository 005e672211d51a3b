package io.senlin.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * An SQLite file. One engine at a time owns it; guests may read and write beside that, in short
 * transactions. Whoever finds the file locked looks again every millisecond, so that none waits
 * much longer than another's transaction lasts.
 */
final class SqliteDatabase implements Database {
  private final Path file;
  private final @Nullable SqliteFile claim; // none for a guest
  private volatile @Nullable Checkpointer checkpointer;

  /**
   * Claims the file; makes it if there is none.
   *
   * @throws StoreException if it is not a file of SQLite, or cannot be written, or is in use
   */
  static SqliteDatabase owned(Path file) {
    return new SqliteDatabase(file, SqliteFile.claim(file));
  }

  /**
   * Uses the file beside the engine that owns it, if one does.
   *
   * @throws StoreException if there is no such file
   */
  static SqliteDatabase guest(Path file) {
    if (!Files.isRegularFile(file)) { // its content is SQLite's to look at: see SqliteFile
      throw new StoreFailure(
          "there is no database " + file + "; name another, or start an engine, which makes it",
          null);
    }
    return new SqliteDatabase(file, null);
  }

  private SqliteDatabase(Path file, @Nullable SqliteFile claim) {
    this.file = file;
    this.claim = claim;
  }

  String url() {
    return "jdbc:sqlite:" + file;
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public void bringUpToDate() {
    try (Connection connection = connect()) {
      Schema schema = new Schema(connection, Dialect.SQLITE, file.toString());
      if (schema.version() == 0) {
        pragma(connection, "auto_vacuum = INCREMENTAL"); // only before the first table
        pragma(connection, "journal_mode = WAL");
      }
      schema.bringUpToDate(flyway -> flyway.dataSource(url(), "", ""));
    } catch (SQLException cause) {
      throw explain(cause);
    }
  }

  @Override
  public SchemaState examine() {
    try (Connection connection = connect()) {
      return new Schema(connection, Dialect.SQLITE, file.toString())
          .state(flyway -> flyway.dataSource(url(), "", ""));
    } catch (SQLException cause) {
      throw explain(cause);
    }
  }

  @Override
  public boolean takesManyWriters() {
    return false;
  }

  @Override
  public Link openWriter() throws SQLException {
    Connection connection = connect();
    pragma(connection, "journal_mode = WAL");
    pragma(connection, "synchronous = FULL");
    pragma(connection, "foreign_keys = ON");
    pragma(connection, "cache_size = -16384"); // KiB
    pragma(connection, "journal_size_limit = " + Checkpointer.MAX_LOG_BYTES);
    pragma(connection, "wal_autocheckpoint = 0"); // Checkpointer does it, beside the writer
    startCheckpointer();
    return new Link(connection, Dialect.SQLITE, "BEGIN IMMEDIATE", UnaryOperator.identity());
  }

  private void startCheckpointer() throws SQLException {
    if (checkpointer == null) {
      checkpointer = new Checkpointer(connect(Checkpointer.PATIENCE));
    }
  }

  @Override
  public Readers openReaders(StoreSettings settings) {
    return new SqliteReaders(this, settings.maxReaders());
  }

  Link openReader() throws SQLException {
    Connection connection = connect();
    pragma(connection, "query_only = ON");
    pragma(connection, "cache_size = -4096");
    return new Link(connection, Dialect.SQLITE, "BEGIN", UnaryOperator.identity());
  }

  /** A connection with no settings but the patience for other programs' locks. */
  Connection connect() throws SQLException {
    return connect(Patience.LIMIT);
  }

  private Connection connect(Duration patience) throws SQLException {
    Connection connection = new SQLiteConfig().createConnection(url());
    BusyHandler.setHandler(connection, new Patience(patience));
    return connection;
  }

  static void pragma(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA " + setting);
    }
  }

  @Override
  public Optional<Listener> listen(String channel, Consumer<String> hearer) {
    return Optional.empty(); // one engine is alone with its file
  }

  @Override
  public StoreException explain(SQLException cause) {
    return explain(file.toString(), cause);
  }

  /**
   * What an error of SQLite means.
   *
   * @param name what messages call the file
   */
  static StoreException explain(String name, SQLException cause) {
    SQLiteErrorCode code =
        cause instanceof SQLiteException failure
            ? failure.getResultCode()
            : SQLiteErrorCode.UNKNOWN_ERROR;
    return switch (code.code & 0xFF) { // the rest says in which of many places
      case 13 -> // SQLITE_FULL
          new StoreUnavailable(
              "the disk that holds " + name + " is full; free some space, and it goes on by itself",
              cause);
      case 5, 6 -> // SQLITE_BUSY, SQLITE_LOCKED
          StoreUnavailable.locked(
              "another program has locked "
                  + name
                  + " for more than "
                  + Patience.LIMIT.toSeconds()
                  + " s; end it",
              cause);
      case 8, 10, 14 -> // SQLITE_READONLY, SQLITE_IOERR, SQLITE_CANTOPEN
          new StoreUnavailable(
              name + " cannot be read or written: " + cause.getMessage() + "; check its disk",
              cause);
      case 26 -> SqliteFile.notADatabase(name, cause); // SQLITE_NOTADB
      case 11 -> // SQLITE_CORRUPT
          new StoreFailure(
              name + " is damaged: " + cause.getMessage() + "; restore it from a backup", cause);
      default ->
          new StoreFailure(
              "the database refused: " + cause.getMessage(),
              cause,
              code == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY
                  || code == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE
                  || code == SQLiteErrorCode.SQLITE_CONSTRAINT_ROWID);
    };
  }

  @Override
  public void committed() {
    Checkpointer current = checkpointer;
    if (current != null) {
      current.committed();
    }
  }

  @Override
  public void close() {
    Checkpointer current = checkpointer;
    if (current != null) {
      current.close(claim != null);
    }
    if (claim != null) {
      claim.close();
    }
  }
}
