package io.senlin.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;

/** The connections for reading from a server. */
final class PooledReaders implements Readers {
  private final HikariDataSource pool;
  private final Function<Connection, Link> linking;
  private final Database database;

  PooledReaders(Database database, HikariDataSource pool, Function<Connection, Link> linking) {
    this.database = database;
    this.pool = pool;
    this.linking = linking;
  }

  @Override
  public <T> T read(Work<T> work) {
    if (pool.isClosed()) {
      throw new IllegalStateException("the store is closed; nothing can be read");
    }
    try (Connection connection = pool.getConnection()) {
      return Readers.run(linking.apply(connection), work); // the pool ends the transaction
    } catch (SQLException cause) {
      throw database.explain(cause);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
