package io.senlin.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables up to date. Flyway does it, but is not even loaded when there is nothing to do,
 * as it takes a good part of a second to start.
 */
final class Schema {
  /** The newest migration; each dialect has all of them. */
  static final int NEWEST = 6;

  /** The migration after which there are Senlin's own tables and nothing else. */
  private static final int SENLIN = 1;

  private static final Set<String> SENLIN_TABLES =
      Set.of(
          "action",
          "cluster",
          "cluster_lock",
          "cluster_policy",
          "credential",
          "dependency",
          "event",
          "health_registry",
          "node",
          "node_lock",
          "policy",
          "profile",
          "receiver",
          "service");
  private static final String HISTORY = "flyway_schema_history";
  private static final Logger log = LoggerFactory.getLogger(Schema.class);

  private final Connection connection;
  private final Dialect dialect;
  private final String name;

  /**
   * The schema that {@code connection} uses.
   *
   * @param name what messages call the database
   */
  Schema(Connection connection, Dialect dialect, String name) {
    this.connection = connection;
    this.dialect = dialect;
    this.name = name;
  }

  static String newer(String name, int version) {
    return name
        + " has tables of version "
        + version
        + ", and this program knows "
        + NEWEST
        + "; use the newer program";
  }

  /**
   * Looks at the tables and changes nothing.
   *
   * @param source tells Flyway how to connect
   */
  SchemaState state(Consumer<FluentConfiguration> source) throws SQLException {
    int version = version();
    List<String> faults = version == NEWEST ? faults(source) : List.of();
    return new SchemaState(version, NEWEST, faults);
  }

  private List<String> faults(Consumer<FluentConfiguration> source) throws SQLException {
    FluentConfiguration flyway = flyway();
    source.accept(flyway);
    List<String> migrations = new ArrayList<>();
    for (MigrationInfo migration : flyway.load().info().all()) {
      migrations.add(text(migration.getScript()));
    }
    return SchemaParts.declared(migrations).missingIn(SchemaParts.actual(connection, tables()));
  }

  /** The text of a migration; none for the mark that Flyway leaves at a Senlin's own tables. */
  private String text(String script) {
    try (InputStream in =
        Schema.class.getResourceAsStream("migration/" + folder() + "/" + script)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException cause) {
      throw new UncheckedIOException("the migration " + script + " cannot be read", cause);
    }
  }

  private String folder() {
    return dialect.name().toLowerCase(Locale.ROOT);
  }

  private FluentConfiguration flyway() {
    return Flyway.configure(Schema.class.getClassLoader())
        .locations("classpath:io/senlin/store/migration/" + folder())
        .loggers("slf4j")
        .table(HISTORY)
        .baselineVersion(Integer.toString(SENLIN));
  }

  /** The version of the tables; 0 if there are none. */
  int version() throws SQLException {
    Set<String> tables = tables();
    if (tables.contains(HISTORY)) {
      return recordedVersion();
    }
    if (tables.isEmpty()) {
      return 0;
    }
    if (tables.containsAll(SENLIN_TABLES)) {
      return SENLIN;
    }
    throw new StoreFailure(
        name
            + " holds tables that are not Senlin's, such as "
            + tables.iterator().next()
            + "; it was left as it is. Name an empty database",
        null);
  }

  /**
   * Runs the migrations that are missing. On MariaDB each statement of one is committed by itself,
   * so one that failed or was killed half-way is run again as a whole: all of them can be.
   *
   * @param source tells Flyway how to connect
   * @throws StoreFailure if the tables are of a newer program, or of another one
   */
  void bringUpToDate(Consumer<FluentConfiguration> source) throws SQLException {
    int version = version();
    if (version == NEWEST) {
      return;
    }
    if (version > NEWEST) {
      throw new StoreFailure(newer(name, version), null);
    }
    FluentConfiguration flyway = flyway().baselineOnMigrate(version == SENLIN);
    source.accept(flyway);
    try {
      Flyway migrations = flyway.load();
      if (dialect == Dialect.MARIADB) {
        migrations.repair(); // forgets those that failed
      }
      migrations.migrate();
    } catch (FlywayException cause) {
      throw new StoreFailure(
          "the tables of " + name + " cannot be brought up to date: " + cause.getMessage(), cause);
    }
    log.info("{}: tables brought from version {} to {}", name, version, NEWEST);
  }

  private Set<String> tables() throws SQLException {
    Set<String> tables = new HashSet<>();
    try (ResultSet result =
        connection
            .getMetaData()
            .getTables(
                connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE"})) {
      while (result.next()) {
        tables.add(result.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
      }
    }
    tables.removeIf(table -> table.startsWith("sqlite_"));
    return tables;
  }

  private int recordedVersion() throws SQLException {
    // versions are plain numbers here; a failed migration is Flyway's to report
    String sql = "SELECT version, success FROM " + HISTORY;
    int newest = 0;
    try (var statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        String version = result.getString("version");
        if (version != null && result.getBoolean("success")) {
          newest = Math.max(newest, Integer.parseInt(version));
        }
      }
    }
    return newest;
  }
}
