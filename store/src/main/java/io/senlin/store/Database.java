package io.senlin.store;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/** One kind of database: how to reach it, and what its errors mean. Thread-safe. */
sealed interface Database extends AutoCloseable
    permits SqliteDatabase, ServerDatabase, SourceDatabase {
  /**
   * The database at {@code url}; nothing is connected yet, but an SQLite file is claimed.
   *
   * @throws StoreException if the file is not to be had
   */
  static Database of(ConnectionUrl url, StoreSettings settings) {
    return url.dialect() == Dialect.SQLITE
        ? SqliteDatabase.owned(url.file())
        : new ServerDatabase(url, settings);
  }

  /**
   * The same, but an SQLite file is used beside the engine that has claimed it.
   *
   * @throws StoreException if there is no such file
   */
  static Database besideOthers(ConnectionUrl url, StoreSettings settings) {
    return url.dialect() == Dialect.SQLITE
        ? SqliteDatabase.guest(url.file())
        : new ServerDatabase(url, settings);
  }

  Dialect dialect();

  /**
   * Makes or migrates the tables.
   *
   * @throws StoreException if they cannot be, or if the database is not to be reached
   */
  void bringUpToDate();

  /**
   * Looks at the tables and changes nothing.
   *
   * @throws StoreException if they are of another program, or the database is not to be reached
   */
  SchemaState examine();

  /** Whether several may write at a time, each over a connection of its own. */
  boolean takesManyWriters();

  /** A new connection for a writer. */
  Link openWriter() throws SQLException;

  /** The connections for reading; the transactions on them see one snapshot. */
  Readers openReaders(StoreSettings settings);

  /** Hears what others say on a channel; empty if this database has none. */
  Optional<Listener> listen(String channel, Consumer<String> hearer);

  /** What an error means for the caller. */
  StoreException explain(SQLException cause);

  /** The writer has committed a group. */
  void committed();

  /** Lets go of what is held beside the connections; the writer and the readers are closed. */
  @Override
  void close();
}
