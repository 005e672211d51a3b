package io.senlin.benchmarks;

import io.senlin.testkit.databases.DatabaseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL and a MariaDB that are as safe from a power failure as those of an operator. Each is
 * started when it is first asked for, and serves all benchmarks. Used by one thread.
 */
final class Servers implements AutoCloseable {
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final Path folder;
  private @Nullable DatabaseServer postgres;
  private @Nullable DatabaseServer mariadb;

  /** Servers whose files are in new folders below {@code folder}. */
  Servers(Path folder) {
    this.folder = folder;
  }

  DatabaseServer postgres() throws IOException {
    DatabaseServer running = postgres;
    if (running == null) {
      running = DatabaseServer.postgres(Files.createTempDirectory(folder, "postgres"));
      postgres = running;
    }
    return running;
  }

  DatabaseServer mariadb() throws IOException {
    DatabaseServer running = mariadb;
    if (running == null) {
      running = DatabaseServer.mariadb(Files.createTempDirectory(folder, "mariadb"));
      mariadb = running;
    }
    return running;
  }

  /** For a database that nobody has used. */
  static String newName() {
    return "senlin_" + NAMES.incrementAndGet();
  }

  @Override
  public void close() {
    if (mariadb != null) {
      mariadb.close();
    }
    if (postgres != null) {
      postgres.close();
    }
  }
}
