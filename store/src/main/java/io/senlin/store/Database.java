package io.senlin.store;

import java.sql.SQLException;

/** One kind of database: how to reach it, and what its errors mean. Thread-safe. */
sealed interface Database extends AutoCloseable permits SqliteDatabase, ServerDatabase {
  Dialect dialect();

  /**
   * Makes or migrates the tables.
   *
   * @throws StoreException if they cannot be, or if the database is not to be reached
   */
  void bringUpToDate();

  /** A new connection for the writer. */
  Link openWriter() throws SQLException;

  /** The connections for reading; the transactions on them see one snapshot. */
  Readers openReaders(StoreSettings settings);

  /** What an error means for the caller. */
  StoreException explain(SQLException cause);

  /** The writer has committed a group. */
  void committed();

  /** Lets go of what is held beside the connections; the writer and the readers are closed. */
  @Override
  void close();
}
