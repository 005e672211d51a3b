package io.senlin.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Reads over connections that are borrowed from a host's DataSource, and given back as they were.
 */
final class SourceReaders implements Readers {
  private static final String SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ";

  /** A connection that is to be given back. */
  private interface Borrowed extends AutoCloseable {
    @Override
    void close() throws SQLException;
  }

  private final SourceDatabase database;
  private volatile boolean closed;

  SourceReaders(SourceDatabase database) {
    this.database = database;
  }

  @Override
  public <T> T read(Work<T> work) {
    if (closed) {
      throw new IllegalStateException("the store is closed; nothing can be read");
    }
    try {
      Link link = database.openReader();
      try (Borrowed _ = () -> giveBack(link)) { // a failure of its own does not hide the work's
        beginSnapshot(link.connection());
        return Readers.run(link, work);
      }
    } catch (SQLException cause) {
      throw database.explain(cause);
    }
  }

  /** For this transaction only, where a transaction does not read a snapshot anyway. */
  private void beginSnapshot(Connection connection) throws SQLException {
    if (database.dialect() != Dialect.SQLITE) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(SNAPSHOT);
      }
    }
  }

  private void giveBack(Link link) throws SQLException {
    try {
      link.rollback();
      if (database.dialect() != Dialect.SQLITE) {
        link.connection().setAutoCommit(true);
      }
    } finally {
      link.discard();
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
