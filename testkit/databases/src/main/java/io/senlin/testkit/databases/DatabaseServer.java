package io.senlin.testkit.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A database server as a process of its own, on a folder and a port of the loopback address that it
 * keeps, so that a test can stop it, kill it and start it again. It ends with the JVM. For one
 * thread at a time.
 */
public final class DatabaseServer implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final String scheme;
  private final String user;
  private final String home;
  private final int port;
  private final Path folder;
  private final List<String> command;
  private Optional<Process> process = Optional.empty();

  private DatabaseServer(
      String scheme, String user, String home, int port, Path folder, List<String> command) {
    this.scheme = scheme;
    this.user = user;
    this.home = home;
    this.port = port;
    this.folder = folder;
    this.command = command;
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "database-server"));
  }

  /**
   * A PostgreSQL that is running.
   *
   * @param folder an empty one, for its data and its log
   * @param settings as they would stand in its configuration: {@code ssl=on}
   */
  public static DatabaseServer postgres(Path folder, String... settings) {
    Binaries binaries = Binaries.postgres();
    Path data = folder.resolve("data");
    int port = freePort();
    run(folder, binaries.command("initdb", "-D", data, "-A", "trust", "-U", "postgres", "-N"));
    List<String> command =
        binaries.command("postgres", "-D", data, "-p", port, "-c", "listen_addresses=127.0.0.1");
    command.addAll(List.of("-c", "unix_socket_directories="));
    for (String setting : settings) {
      command.addAll(List.of("-c", setting));
    }
    DatabaseServer server =
        new DatabaseServer("postgresql", "postgres", "postgres", port, folder, command);
    server.start();
    return server;
  }

  /**
   * A MariaDB that is running.
   *
   * @param folder an empty one, for its data and its log
   * @param arguments of its command line
   */
  public static DatabaseServer mariadb(Path folder, String... arguments) {
    Binaries binaries = Binaries.mariadb();
    Path data = folder.resolve("data");
    // of its own: each server deletes at its start what others have left there
    String temporary = "--tmpdir=" + makeFolder(folder.resolve("tmp"));
    int port = freePort();
    run(
        folder,
        binaries.command(
            "mariadb-install-db",
            "--no-defaults",
            "--force", // do not look this host's name up, for which some packages lack a program
            "--basedir=" + binaries.folder(),
            "--datadir=" + data,
            "--user=" + System.getProperty("user.name"),
            "--auth-root-authentication-method=normal",
            temporary));
    List<String> command =
        binaries.command(
            "mariadbd",
            "--no-defaults",
            "--user=" + System.getProperty("user.name"),
            "--basedir=" + binaries.folder(),
            "--datadir=" + data,
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--socket=" + folder.resolve("s"),
            "--pid-file=" + folder.resolve("pid"),
            temporary,
            "--skip-ssl"); // else newer ones make a key first, for seconds
    command.addAll(List.of(arguments));
    DatabaseServer server = new DatabaseServer("mariadb", "root", "mysql", port, folder, command);
    server.start();
    return server;
  }

  public int port() {
    return port;
  }

  /** Makes a database and returns its URL in the form of oslo.db. */
  public String create(String name) {
    try (Connection connection = connect(home);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException cause) {
      throw new IllegalStateException("the database " + name + " could not be made", cause);
    }
    return scheme + "://" + user + "@127.0.0.1:" + port + "/" + name;
  }

  /**
   * A connection of the test's own.
   *
   * @param options of the driver: {@code useBulkStmts=true}
   */
  public Connection connect(String database, String... options) throws SQLException {
    String place = "jdbc:" + scheme + "://127.0.0.1:" + port + "/" + database;
    return DriverManager.getConnection(place + "?" + String.join("&", options), user, "");
  }

  /** Starts it and waits until it answers. */
  public void start() {
    try {
      process =
          Optional.of(
              new ProcessBuilder(command)
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                  .start());
      awaitAnswer();
    } catch (IOException cause) {
      throw new UncheckedIOException(command + " does not start", cause);
    }
  }

  private Path log() {
    return folder.resolve("server.log");
  }

  private void awaitAnswer() throws IOException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try (Connection connection = connect(home)) {
        connection.setAutoCommit(true);
        return;
      } catch (SQLException notYet) {
        if (!process.orElseThrow().isAlive() || System.nanoTime() > deadline) {
          throw new IllegalStateException(
              command + " does not answer; it said: " + Files.readString(log()), notYet);
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a server starts", stop);
    }
  }

  /** Ends it as its operator would; its clients are sent away. */
  public void stop() {
    process.ifPresent(
        running -> {
          // PostgreSQL sends its clients away on SIGINT, and waits for them on SIGTERM
          String signal = scheme.equals("postgresql") ? "-INT" : "-TERM";
          run(folder, List.of("kill", signal, Long.toString(running.pid())));
          running.onExit().join();
        });
    process = Optional.empty();
  }

  /** Ends it as a power failure would: SIGKILL. */
  public void kill() {
    process.ifPresent(
        running -> {
          List<ProcessHandle> children = running.descendants().toList();
          running.destroyForcibly().onExit().join();
          children.forEach(ProcessHandle::destroyForcibly);
          children.forEach(child -> child.onExit().join());
        });
    process = Optional.empty();
  }

  @Override
  public void close() {
    kill();
  }

  private static Path makeFolder(Path folder) {
    try {
      return Files.createDirectory(folder);
    } catch (IOException cause) {
      throw new UncheckedIOException(folder + " cannot be made", cause);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException cause) {
      throw new UncheckedIOException("there is no free port", cause);
    }
  }

  private static void run(Path folder, List<String> command) {
    try {
      Path output = Files.createTempFile(folder, "output", ".txt");
      Process process =
          new ProcessBuilder(new ArrayList<>(command))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (process.onExit().join().exitValue() != 0) {
        throw new IllegalStateException(command + " failed: " + Files.readString(output));
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(command + " does not start", cause);
    }
  }
}
