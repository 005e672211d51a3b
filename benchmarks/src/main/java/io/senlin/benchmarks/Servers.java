package io.senlin.benchmarks;

import io.senlin.testkit.databases.DatabaseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL and a MariaDB that are as safe from a power failure as those of an operator. */
final class Servers implements AutoCloseable {
  private final DatabaseServer postgres;
  private final DatabaseServer mariadb;
  private final AtomicInteger databases = new AtomicInteger();

  private Servers(DatabaseServer postgres, DatabaseServer mariadb) {
    this.postgres = postgres;
    this.mariadb = mariadb;
  }

  /** Starts both, with their files in new folders below {@code folder}. */
  static Servers start(Path folder) throws IOException {
    DatabaseServer postgres =
        DatabaseServer.postgres(Files.createTempDirectory(folder, "postgres"));
    try {
      return new Servers(
          postgres, DatabaseServer.mariadb(Files.createTempDirectory(folder, "mariadb")));
    } catch (RuntimeException | IOException failure) {
      postgres.close();
      throw failure;
    }
  }

  /** The URL of a new database on PostgreSQL. */
  String postgres() {
    return postgres.create(name());
  }

  /** The URL of a new database on MariaDB. */
  String mariadb() {
    return mariadb.create(name());
  }

  private String name() {
    return "senlin_" + databases.incrementAndGet();
  }

  @Override
  public void close() {
    mariadb.close();
    postgres.close();
  }
}
