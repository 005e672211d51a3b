package io.senlin.testkit.databases;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Empty databases on real servers. Each server is started when first asked for, on a free port of
 * the loopback address, and ends with the JVM. They are quick rather than safe from a power
 * failure; where that counts, take a {@link DatabaseServer}. Thread-safe.
 */
public final class TestDatabases {
  private static final Duration START_LIMIT = Duration.ofMinutes(4);
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabases() {}

  /** The URL, in the form of oslo.db, of a new database on PostgreSQL. */
  public static String postgres() {
    if (Binaries.named("postgres")) {
      return NamedPostgres.SERVER.create("senlin_" + COUNT.incrementAndGet());
    }
    int port = Postgres.SERVER.getPort();
    String name = create("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres");
    return "postgresql+psycopg2://postgres:postgres@127.0.0.1:" + port + "/" + name;
  }

  /** The URL, in the form of oslo.db, of a new database on MariaDB. */
  public static String mariadb() {
    String url = MariaDb.SERVER.create("senlin_" + COUNT.incrementAndGet());
    return url.replace("mariadb://", "mysql+pymysql://") + "?charset=utf8";
  }

  /** Where the programs of PostgreSQL from Maven Central have been unpacked to. */
  static Path postgresFolder() {
    try {
      Path lock = Postgres.DATA.resolve("postmaster.pid");
      long pid =
          Postgres.SERVER.getPort() > 0 ? Long.parseLong(Files.readAllLines(lock).getFirst()) : 0;
      String program =
          ProcessHandle.of(pid).flatMap(server -> server.info().command()).orElseThrow();
      return Path.of(program).resolve("../..").normalize();
    } catch (IOException cause) {
      throw new UncheckedIOException("PostgreSQL is not found", cause);
    }
  }

  private static String create(String url, String user) {
    String name = "senlin_" + COUNT.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(url, user, user);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
      return name;
    } catch (SQLException cause) {
      throw new IllegalStateException("no database could be made at " + url, cause);
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("senlin-database-");
    } catch (IOException cause) {
      throw new UncheckedIOException("there is no room for a database", cause);
    }
  }

  /** Started when first used. */
  private static final class NamedPostgres {
    private static final DatabaseServer SERVER = DatabaseServer.postgres(folder());
  }

  /** Started when first used. */
  private static final class Postgres {
    private static final Path DATA = folder();
    private static final EmbeddedPostgres SERVER = start();

    @SuppressWarnings("MustBeClosedChecker") // it ends with the JVM
    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setDataDirectory(DATA)
            .setPGStartupWait(START_LIMIT)
            .start();
      } catch (IOException cause) {
        throw new UncheckedIOException("PostgreSQL does not start", cause);
      }
    }
  }

  /** Started when first used. */
  private static final class MariaDb {
    private static final DatabaseServer SERVER =
        DatabaseServer.mariadb(
            folder(),
            "--innodb-flush-log-at-trx-commit=2",
            "--innodb-flush-method=nosync",
            "--sync-frm=0");
  }
}
