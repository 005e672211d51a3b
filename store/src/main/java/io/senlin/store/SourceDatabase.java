package io.senlin.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The database of somebody else's engine, which reaches it through its own {@link DataSource}. Of
 * our tables only those of the journal are in it, beside theirs. The connections are theirs, too:
 * nothing is set on one that would stay when it is given back.
 */
final class SourceDatabase implements Database {
  /** What {@link #openReaders} needs not know: the DataSource bounds its connections itself. */
  static final StoreSettings SETTINGS = StoreSettings.of("the one of the DataSource");

  private static final String HISTORY = "senlin_schema_history";

  private final DataSource source;
  private final Dialect dialect;
  private final String name;

  private SourceDatabase(DataSource source, Dialect dialect, String name) {
    this.source = source;
    this.dialect = dialect;
    this.name = name;
  }

  /**
   * Asks the database what it is.
   *
   * @throws StoreException if it is of a kind that is not known, or is not to be reached
   */
  static SourceDatabase of(DataSource source) {
    try (Connection connection = source.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      Dialect dialect =
          switch (product) {
            case "SQLite" -> Dialect.SQLITE;
            case "PostgreSQL" -> Dialect.POSTGRESQL;
            case "MariaDB", "MySQL" -> Dialect.MARIADB;
            default ->
                throw new StoreFailure(
                    "the DataSource leads to "
                        + product
                        + ", which is not known; give one of PostgreSQL, MariaDB or SQLite",
                    null);
          };
      return new SourceDatabase(source, dialect, "the DataSource's " + product);
    } catch (SQLException cause) {
      throw new StoreUnavailable(
          "the DataSource gives no connection (" + cause.getMessage() + "); start its database",
          cause);
    }
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public void bringUpToDate() {
    try {
      Flyway.configure(SourceDatabase.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:io/senlin/store/journal/" + dialect.name().toLowerCase(Locale.ROOT))
          .loggers("slf4j")
          .table(HISTORY) // the host may use Flyway as well
          .baselineVersion("0")
          .baselineOnMigrate(true)
          .load()
          .migrate();
    } catch (FlywayException cause) {
      throw new StoreFailure(
          "the journal's tables cannot be made in " + name + ": " + cause.getMessage(), cause);
    }
  }

  @Override
  public SchemaState examine() {
    return SchemaState.NONE;
  }

  @Override
  public boolean takesManyWriters() {
    return false; // its connections are its host's: one is enough
  }

  @Override
  public Link openWriter() throws SQLException {
    Connection connection = source.getConnection();
    if (dialect != Dialect.SQLITE) {
      connection.setAutoCommit(false);
    }
    return link(connection, "BEGIN IMMEDIATE");
  }

  /** A connection for one read, on a snapshot. */
  Link openReader() throws SQLException {
    Connection connection = source.getConnection();
    if (dialect != Dialect.SQLITE) {
      connection.setAutoCommit(false);
    }
    return link(connection, "BEGIN");
  }

  private Link link(Connection connection, String begin) {
    return switch (dialect) {
      case SQLITE -> new Link(connection, dialect, begin, UnaryOperator.identity());
      case POSTGRESQL -> new Link(connection, dialect, begin, ServerText::clean);
      case MARIADB ->
          // its quotes, as the host decides on the mode in which "…" is a name
          new Link(connection, dialect, begin, ServerText::clean, sql -> sql.replace('"', '`'));
    };
  }

  @Override
  public Readers openReaders(StoreSettings settings) {
    return new SourceReaders(this);
  }

  @Override
  public Optional<Listener> listen(String channel, Consumer<String> hearer) {
    return Optional.empty(); // it would take a connection for good
  }

  @Override
  public StoreException explain(SQLException cause) {
    return dialect == Dialect.SQLITE
        ? SqliteDatabase.explain(name, cause)
        : ServerDatabase.explain(name, cause);
  }

  @Override
  public void committed() {}

  @Override
  public void close() {}
}
