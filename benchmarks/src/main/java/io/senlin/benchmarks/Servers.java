package io.senlin.benchmarks;

import io.senlin.testkit.databases.DatabaseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A PostgreSQL and a MariaDB that are as safe from a power failure as those of an operator. Each is
 * started when it is first asked for, and serves all benchmarks. Used by one thread.
 */
final class Servers implements AutoCloseable {
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final Path folder;
  private final Map<String, DatabaseServer> running = new HashMap<>();

  /** Servers whose files are in new folders below {@code folder}. */
  Servers(Path folder) {
    this.folder = folder;
  }

  DatabaseServer postgres() throws IOException {
    return running("postgres", data -> DatabaseServer.postgres(data));
  }

  DatabaseServer mariadb() throws IOException {
    // PostgreSQL leaves to the system what MariaDB caches by itself, in 128 MB if not told
    // otherwise
    return running("mariadb", data -> DatabaseServer.mariadb(data, "--innodb-buffer-pool-size=1G"));
  }

  private DatabaseServer running(String name, Function<Path, DatabaseServer> start)
      throws IOException {
    if (!running.containsKey(name)) {
      running.put(name, start.apply(Files.createTempDirectory(folder, name)));
    }
    return Objects.requireNonNull(running.get(name));
  }

  /** For a database that nobody has used. */
  static String newName() {
    return "senlin_" + NAMES.incrementAndGet();
  }

  @Override
  public void close() {
    running.values().forEach(DatabaseServer::close);
  }
}
