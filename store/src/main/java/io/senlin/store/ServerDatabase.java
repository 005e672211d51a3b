package io.senlin.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database on a PostgreSQL or MariaDB server, which other engines may use as well. */
final class ServerDatabase implements Database {
  private static final Logger log = LoggerFactory.getLogger(ServerDatabase.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final long BORROW_MILLIS = 5_000;

  /** Names in double quotes, as in standard SQL, and no silent cutting of values. */
  private static final String MARIADB_MODE =
      "SET SESSION sql_mode = 'ANSI_QUOTES,STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'";

  private final ConnectionUrl url;
  private final int maxRetries;
  private volatile UnaryOperator<String> texts = ServerText::clean;

  ServerDatabase(ConnectionUrl url, int maxRetries) {
    this.url = url;
    this.maxRetries = maxRetries;
  }

  /** What the drivers need to notice a server that is gone, and to send batches in one go. */
  private Map<String, String> options() {
    return switch (url.dialect()) {
      case POSTGRESQL ->
          Map.of(
              "connectTimeout", "10",
              "socketTimeout", "30",
              "tcpKeepAlive", "true",
              "reWriteBatchedInserts", "true",
              "ApplicationName", "senlin");
      case MARIADB ->
          Map.of(
              "connectTimeout", "10000",
              "socketTimeout", "30000",
              "tcpKeepAlive", "true",
              "useBulkStmts", "true");
      case SQLITE -> throw new AssertionError("SQLite is no server");
    };
  }

  @Override
  public Dialect dialect() {
    return url.dialect();
  }

  @Override
  public void bringUpToDate() {
    onceReached(
        connection -> {
          new Schema(connection, dialect(), url.toString())
              .bringUpToDate(url.jdbc(Map.of()), url.user(), url.password());
          if (dialect() == Dialect.MARIADB && narrow(connection)) {
            texts = ServerText::narrow;
          }
          return dialect();
        });
  }

  @Override
  public SchemaState examine() {
    return onceReached(connection -> new Schema(connection, dialect(), url.toString()).state());
  }

  /** What is done over one connection, before there are others. */
  private interface FirstUse<T> {
    T of(Connection connection) throws SQLException;
  }

  /** Tries as often as the settings allow while the server is not to be reached. */
  private <T> T onceReached(FirstUse<T> use) {
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = connect()) {
        return use.of(connection);
      } catch (SQLException cause) {
        StoreException meaning = explain(cause);
        if (meaning instanceof StoreFailure || (maxRetries >= 0 && attempt > maxRetries)) {
          throw meaning;
        }
        log.warn("{}; trying again", meaning.getMessage());
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("the start was interrupted", stop);
    }
  }

  /** Whether the tables are those of a real Senlin, which hold only a part of Unicode. */
  private static boolean narrow(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT character_set_name FROM information_schema.columns"
                    + " WHERE table_schema = DATABASE() AND table_name = 'event'"
                    + " AND column_name = 'status_reason'")) {
      return result.next() && !"utf8mb4".equals(result.getString(1));
    }
  }

  private Connection connect() throws SQLException {
    Connection connection =
        DriverManager.getConnection(url.jdbc(options()), url.user(), url.password());
    if (dialect() == Dialect.MARIADB) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(MARIADB_MODE);
      }
    }
    return connection;
  }

  @Override
  public Link openWriter() throws SQLException {
    Connection connection = connect();
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    return link(connection);
  }

  @Override
  public Readers openReaders(StoreSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("store-readers");
    config.setJdbcUrl(url.jdbc(options()));
    config.setUsername(url.user());
    config.setPassword(url.password());
    config.setMaximumPoolSize(settings.maxReaders());
    config.setMinimumIdle(1);
    config.setMaxLifetime(settings.recycleAfter().toMillis());
    config.setConnectionTimeout(BORROW_MILLIS);
    config.setInitializationFailTimeout(-1);
    config.setAutoCommit(false);
    config.setReadOnly(true);
    config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    if (dialect() == Dialect.MARIADB) {
      config.setConnectionInitSql(MARIADB_MODE);
    }
    return new PooledReaders(this, new HikariDataSource(config), this::link);
  }

  private Link link(Connection connection) {
    return new Link(connection, dialect(), "", texts);
  }

  @Override
  public StoreException explain(SQLException cause) {
    String state = cause.getSQLState() == null ? "" : cause.getSQLState();
    int code = cause.getErrorCode();
    boolean diskFull = state.equals("53100") || code == 1021 || code == 1114;
    if (diskFull) {
      return new StoreUnavailable("the disk of " + url + " is full; free some space", cause);
    }
    if (away(cause, state, code)) {
      return new StoreUnavailable(
          url + " is not to be reached: " + cause.getMessage() + "; start it", cause);
    }
    if (conflict(state, code)) {
      return StoreUnavailable.passing(
          url + " refused because others write the same rows: " + cause.getMessage(), cause);
    }
    boolean duplicate = state.equals("23505") || code == 1062;
    return new StoreFailure("the database refused: " + cause.getMessage(), cause, duplicate);
  }

  private static boolean away(SQLException cause, String state, int code) {
    return state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53")
        || cause instanceof SQLTransientConnectionException
        || code == 1040 // too many connections
        || code == 1053 // shutting down
        || code == 1290 // read-only
        || code == 1927; // killed
  }

  /** Deadlocks, serialization failures and waits for locks that took too long. */
  private static boolean conflict(String state, int code) {
    return state.startsWith("40") || state.equals("55P03") || code == 1205 || code == 1020;
  }

  @Override
  public void committed() {}

  @Override
  public void close() {}
}
