package io.senlin.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.SocketTimeoutException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database on a PostgreSQL or MariaDB server, which other engines may use as well. */
final class ServerDatabase implements Database {
  private static final Logger log = LoggerFactory.getLogger(ServerDatabase.class);
  private static final Duration BORROW = Duration.ofSeconds(3);
  private static final Duration SHORTEST_LIFE = Duration.ofSeconds(30);

  /** A server that says nothing for so long is taken for gone. */
  private static final Duration WRITER_SILENCE = Duration.ofSeconds(10);

  private static final Duration READER_SILENCE = Duration.ofSeconds(15);

  private static final Pattern STRANGER = Pattern.compile("hostname.*verif");

  /** Names in double quotes, as in standard SQL, and no silent cutting of values. */
  private static final String MARIADB_MODE =
      "SET SESSION sql_mode = 'ANSI_QUOTES,STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'";

  // A lock is waited for no longer than the silence that is taken for an outage. And what this
  // program leaves open when it is cut off, or stopped, must not hold its locks until the server
  // misses it: they would hold up all other engines, and hide that it is dead.
  private static final String MARIADB_WRITER =
      MARIADB_MODE
          + ", SESSION innodb_lock_wait_timeout = 5"
          + " /*M!100300 , SESSION idle_transaction_timeout = 3 */";
  private static final String POSTGRES_WRITER =
      "SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '3s'";

  private final ConnectionUrl url;
  private final StoreSettings settings;
  private volatile UnaryOperator<String> texts = ServerText::clean;

  ServerDatabase(ConnectionUrl url, StoreSettings settings) {
    this.url = url;
    this.settings = settings;
    if (!url.options().unused().isEmpty()) {
      log.warn(
          "options in [database] connection that have no effect here: {}",
          String.join(", ", url.options().unused()));
    }
  }

  @Override
  public Dialect dialect() {
    return url.dialect();
  }

  @Override
  public void bringUpToDate() {
    onceReached(
        connection -> {
          try (HikariDataSource source = patientSource()) {
            new Schema(connection, dialect(), url.toString())
                .bringUpToDate(flyway -> flyway.dataSource(source));
          }
          lookAtTexts(connection);
          return dialect();
        });
  }

  @Override
  public SchemaState examine() {
    return onceReached(
        connection -> {
          lookAtTexts(connection);
          try (HikariDataSource source = patientSource()) {
            return new Schema(connection, dialect(), url.toString())
                .state(flyway -> flyway.dataSource(source));
          }
        });
  }

  private void lookAtTexts(Connection connection) throws SQLException {
    if (dialect() == Dialect.MARIADB && narrow(connection)) {
      texts = ServerText::narrow;
    }
  }

  /**
   * Connections without a limit of time, as an index on a large table takes as long as it takes;
   * the first is made when it is asked for.
   */
  private HikariDataSource patientSource() {
    HikariConfig config = pool("migration", Duration.ZERO);
    if (dialect() == Dialect.MARIADB) { // without a note, which is logged, of what is there already
      config.setConnectionInitSql(MARIADB_MODE + ", SESSION sql_notes = 0");
    }
    HikariDataSource source = new HikariDataSource();
    config.copyStateTo(source);
    return source;
  }

  /** What is done over one connection, before there are others. */
  private interface FirstUse<T> {
    T of(Connection connection) throws SQLException;
  }

  /** Tries as often as the settings allow while the server is not to be reached. */
  private <T> T onceReached(FirstUse<T> use) {
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = connect(Duration.ZERO)) {
        return use.of(connection);
      } catch (SQLException cause) {
        StoreException meaning = explain(cause);
        if (meaning instanceof StoreFailure || givenUp(attempt)) {
          throw meaning;
        }
        log.warn("{}; trying again", meaning.getMessage());
        pause();
      }
    }
  }

  private boolean givenUp(int attempt) {
    return settings.maxRetries() >= 0 && attempt > settings.maxRetries();
  }

  private void pause() {
    try {
      Thread.sleep(settings.retryPause());
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

  private Properties properties(Duration silence) {
    Properties properties = url.properties();
    long limit = dialect() == Dialect.MARIADB ? silence.toMillis() : silence.toSeconds();
    properties.setProperty("socketTimeout", Long.toString(limit));
    return properties;
  }

  private Connection connect(Duration silence) throws SQLException {
    Connection connection = DriverManager.getConnection(url.jdbc(), properties(silence));
    if (dialect() == Dialect.MARIADB) {
      execute(connection, MARIADB_MODE);
    }
    return connection;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public boolean takesManyWriters() {
    return true;
  }

  @Override
  public Link openWriter() throws SQLException {
    Connection connection = connect(WRITER_SILENCE);
    execute(connection, dialect() == Dialect.MARIADB ? MARIADB_WRITER : POSTGRES_WRITER);
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
    return link(connection);
  }

  @Override
  public Readers openReaders(StoreSettings settings) {
    HikariConfig config = pool("store-readers", READER_SILENCE);
    config.setMaximumPoolSize(settings.maxReaders());
    config.setMinimumIdle(1);
    config.setMaxLifetime(life(settings.recycleAfter()));
    config.setAutoCommit(false);
    config.setReadOnly(true);
    config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    return new PooledReaders(this, new HikariDataSource(config), this::link);
  }

  /** In the terms of the pool, which takes no time below half a minute. */
  private static long life(Duration recycleAfter) {
    return recycleAfter.isZero() ? 0 : Math.max(recycleAfter.toMillis(), SHORTEST_LIFE.toMillis());
  }

  private HikariConfig pool(String name, Duration silence) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(url.jdbc());
    config.setDataSourceProperties(properties(silence));
    config.setConnectionTimeout(BORROW.toMillis());
    config.setValidationTimeout(BORROW.toMillis());
    config.setInitializationFailTimeout(-1);
    if (dialect() == Dialect.MARIADB) {
      config.setConnectionInitSql(MARIADB_MODE);
    }
    return config;
  }

  private Link link(Connection connection) {
    return new Link(connection, dialect(), "", texts);
  }

  @Override
  public Optional<Listener> listen(String channel, Consumer<String> hearer) {
    return dialect() == Dialect.POSTGRESQL
        ? Optional.of(new Listener(() -> connect(READER_SILENCE), channel, hearer))
        : Optional.empty();
  }

  @Override
  public StoreException explain(SQLException cause) {
    return explain(url.toString(), cause);
  }

  /**
   * What an error of a server means.
   *
   * @param name what messages call the database
   */
  static StoreException explain(String name, SQLException cause) {
    String state = cause.getSQLState() == null ? "" : cause.getSQLState();
    int code = cause.getErrorCode();
    boolean diskFull = state.equals("53100") || code == 1021 || code == 1114;
    if (diskFull) {
      return new StoreUnavailable("the disk of " + name + " is full; free some space", cause);
    }
    if (ofTls(cause)) {
      return new StoreFailure(
          "the certificate of the server is not accepted by "
              + name
              + "'s client: "
              + said(cause)
              + "; correct the options of TLS in [database] connection",
          cause);
    }
    if (causedBy(cause, SocketTimeoutException.class)) {
      return new StoreUnavailable(
          name
              + " did not answer in time ("
              + said(cause)
              + "); it is too slow for what it was asked, or the network is broken",
          cause);
    }
    if (away(cause, state, code)) {
      return new StoreUnavailable(
          name + " is not to be reached: " + said(cause) + "; start it", cause);
    }
    String others = name + " refused because others write the same rows: " + said(cause);
    if (locked(state, code)) {
      return StoreUnavailable.locked(others, cause);
    }
    if (conflict(state, code)) {
      return StoreUnavailable.passing(others, cause);
    }
    boolean duplicate = state.equals("23505") || code == 1062;
    return new StoreFailure("the database refused: " + said(cause), cause, duplicate);
  }

  /** Whether the server is not who the client expects: trying again would not help. */
  private static boolean ofTls(SQLException cause) {
    return causedBy(cause, SSLHandshakeException.class)
        // a wrong name is told by both drivers in words only
        || STRANGER.matcher(String.valueOf(cause.getMessage())).find();
  }

  private static boolean causedBy(SQLException cause, Class<? extends Exception> kind) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (kind.isInstance(each)) {
        return true;
      }
    }
    return false;
  }

  /**
   * What the driver said first. A pool that got no connection wraps it, and so does a failed batch,
   * with all values of a row; further lines may show them as well.
   */
  private static String said(SQLException cause) {
    boolean wrapped =
        cause instanceof SQLTransientConnectionException || cause instanceof BatchUpdateException;
    String message =
        wrapped && cause.getCause() instanceof SQLException first
            ? first.getMessage()
            : cause.getMessage();
    return String.valueOf(message).lines().findFirst().orElse("");
  }

  private static boolean away(SQLException cause, String state, int code) {
    return state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53")
        || state.equals("25P03") // the transaction was idle for too long
        || cause instanceof SQLTransientConnectionException
        || code == 1040 // too many connections
        || code == 1053 // shutting down
        || code == 1290 // read-only
        || code == 1927; // killed
  }

  /** Waits for locks that took too long. */
  private static boolean locked(String state, int code) {
    return state.equals("55P03") || code == 1205;
  }

  /** Deadlocks and serialization failures. */
  private static boolean conflict(String state, int code) {
    return state.startsWith("40") || code == 1020;
  }

  @Override
  public void committed() {}

  @Override
  public void close() {}
}
