package io.senlin.store;

import java.sql.SQLException;

/** One kind of database: how to reach it, and what its errors mean. Thread-safe. */
sealed interface Database extends AutoCloseable permits SqliteDatabase {
  Dialect dialect();

  /** Makes or migrates the tables. */
  void bringUpToDate() throws SQLException;

  /** A new connection for the writer. */
  Link openWriter() throws SQLException;

  /** A new connection for reading; its transactions see one snapshot. */
  Link openReader() throws SQLException;

  /** What an error means for the caller. */
  StoreException explain(SQLException cause);

  /** Lets go of what was held beside the connections. */
  @Override
  void close();
}
