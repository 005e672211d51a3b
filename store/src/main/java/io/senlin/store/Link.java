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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection with the statements prepared on it, the most recently used ones. Used by one thread
 * at a time.
 */
final class Link {
  private static final Logger log = LoggerFactory.getLogger(Link.class);
  private static final int MAX_STATEMENTS = 256;

  private final Connection connection;
  private final Dialect dialect;
  private final LinkedHashMap<String, PreparedStatement> statements =
      new LinkedHashMap<>(64, 0.75f, true);

  private final String begin;
  private final UnaryOperator<String> texts;
  private final UnaryOperator<String> statementTexts;

  /**
   * A link to {@code connection}.
   *
   * @param begin the statement that begins a transaction, on SQLite
   * @param texts what becomes of a text before it is bound
   */
  Link(Connection connection, Dialect dialect, String begin, UnaryOperator<String> texts) {
    this(connection, dialect, begin, texts, UnaryOperator.identity());
  }

  /**
   * The same.
   *
   * @param statementTexts what becomes of a statement before it is prepared
   */
  Link(
      Connection connection,
      Dialect dialect,
      String begin,
      UnaryOperator<String> texts,
      UnaryOperator<String> statementTexts) {
    this.statementTexts = statementTexts;
    this.connection = connection;
    this.dialect = dialect;
    this.begin = begin;
    this.texts = texts;
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
    PreparedStatement statement = connection.prepareStatement(statementTexts.apply(sql));
    statements.put(sql, statement);
    return statement;
  }

  /** After a failure: SQLite's driver may have ended the statement that met it, and not say so. */
  void forgetStatements() {
    if (dialect != Dialect.SQLITE) {
      return; // those of servers stay usable, and to prepare them anew costs a message each
    }
    for (PreparedStatement statement : statements.values()) {
      try {
        statement.close();
      } catch (SQLException cause) {
        log.debug("closing a statement failed", cause);
      }
    }
    statements.clear();
  }

  // On SQLite transactions are statements, not JDBC's: that saves the driver a step per statement.
  // Servers begin one by themselves with the first statement, in the same message.

  void begin() throws SQLException {
    if (dialect == Dialect.SQLITE) {
      execute(begin);
    }
  }

  void commit() throws SQLException {
    switch (dialect) {
      case SQLITE -> execute("COMMIT");
      case POSTGRESQL, MARIADB -> connection.commit();
    }
  }

  void rollback() throws SQLException {
    switch (dialect) {
      case SQLITE -> execute("ROLLBACK");
      case POSTGRESQL, MARIADB -> connection.rollback();
    }
  }

  /** Whether the driver has given the connection up. */
  boolean broken() throws SQLException {
    return connection.isClosed();
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
      case String text -> statement.setString(index, texts.apply(text));
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

  /** Closes the connection, and its statements with it. It may be broken already. */
  void discard() {
    try {
      connection.close();
    } catch (SQLException cause) {
      log.debug("closing a connection failed", cause);
    }
  }
}
