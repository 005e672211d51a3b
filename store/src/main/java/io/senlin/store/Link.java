package io.senlin.store;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connection with the statements prepared on it, the most recently used ones. Used by one thread
 * at a time.
 */
final class Link implements AutoCloseable {
  private static final int MAX_STATEMENTS = 256;

  private final Connection connection;
  private final Dialect dialect;
  private final LinkedHashMap<String, PreparedStatement> statements =
      new LinkedHashMap<>(64, 0.75f, true);

  private final String begin;

  /**
   * A link to {@code connection}.
   *
   * @param begin the statement that begins a transaction
   */
  Link(Connection connection, Dialect dialect, String begin) {
    this.connection = connection;
    this.dialect = dialect;
    this.begin = begin;
  }

  Connection connection() {
    return connection;
  }

  Dialect dialect() {
    return dialect;
  }

  PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement known = statements.get(sql);
    if (known != null) {
      return known;
    }
    if (statements.size() >= MAX_STATEMENTS) {
      Map.Entry<String, PreparedStatement> eldest = statements.firstEntry();
      statements.remove(eldest.getKey());
      eldest.getValue().close();
    }
    PreparedStatement statement = connection.prepareStatement(sql);
    statements.put(sql, statement);
    return statement;
  }

  // Transactions are statements, not JDBC's: with SQLite's driver that saves a step per statement.

  void begin() throws SQLException {
    execute(begin);
  }

  void commit() throws SQLException {
    execute("COMMIT");
  }

  void rollback() throws SQLException {
    execute("ROLLBACK");
  }

  private void execute(String sql) throws SQLException {
    prepare(sql).execute();
  }

  void bind(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      bind(statement, i + 1, parameters[i]);
    }
  }

  private void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(index, Types.NULL);
      case String text -> statement.setString(index, text);
      case Integer number -> statement.setInt(index, number);
      case Long number -> statement.setLong(index, number);
      case Boolean flag -> statement.setBoolean(index, flag);
      case Double number -> statement.setDouble(index, number);
      case BigDecimal number -> bindDecimal(statement, index, number);
      case byte[] bytes -> statement.setBytes(index, bytes);
      case UUID id -> statement.setString(index, id.toString());
      case Instant instant -> bindInstant(statement, index, instant);
      default ->
          throw new IllegalArgumentException(
              "parameter " + index + " is a " + value.getClass().getName() + "; see Session");
    }
  }

  private void bindDecimal(PreparedStatement statement, int index, BigDecimal number)
      throws SQLException {
    switch (dialect) {
      case SQLITE -> statement.setDouble(index, number.doubleValue()); // it knows no decimals
      case POSTGRESQL, MARIADB -> statement.setBigDecimal(index, number);
    }
  }

  private void bindInstant(PreparedStatement statement, int index, Instant instant)
      throws SQLException {
    switch (dialect) {
      case SQLITE -> statement.setString(index, Timestamps.text(instant));
      case POSTGRESQL, MARIADB -> statement.setObject(index, Timestamps.dateTime(instant));
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close(); // closes its statements too
  }
}
