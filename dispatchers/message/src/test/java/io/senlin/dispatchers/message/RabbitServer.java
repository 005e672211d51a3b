package io.senlin.dispatchers.message;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real RabbitMQ of the distribution, on ports, files and an Erlang port mapper of its own, that a
 * test may kill, stop, pause and run out of disk.
 *
 * <p>{@code rabbitmqctl} takes seconds for each command; an Erlang shell that stays open takes
 * milliseconds.
 */
final class RabbitServer implements AutoCloseable {
  private static final Path SERVER = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Path directory;
  private final Map<String, String> environment;
  private final int port;
  private final int tlsPort;
  private final String node;
  private Process server;
  private final Process shell;
  private final BufferedReader answers;

  /** Whether the tests that need it have to run: it is here, or it ought to be. */
  static boolean expected() {
    return Files.isExecutable(SERVER) || "true".equals(System.getenv("CI"));
  }

  /** Starts a broker that knows TLS by the given files, in PEM form. */
  static RabbitServer start(TestCertificate certificate) {
    try {
      RabbitServer rabbit = new RabbitServer(certificate);
      rabbit.await();
      return rabbit;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "install RabbitMQ with .ci/rabbitmq-install: " + e.getMessage(), e);
    }
  }

  private RabbitServer(TestCertificate certificate) throws IOException {
    directory = Files.createTempDirectory("rabbit");
    port = freePort();
    tlsPort = freePort();
    node = "test" + port + "@localhost";
    Path home = Files.createDirectory(directory.resolve("home"));
    Files.writeString(home.resolve(".erlang.cookie"), "COOKIE" + port);
    Files.writeString(directory.resolve("plugins"), "[].");
    Files.copy(certificate.certificate(), directory.resolve("certificate.pem"));
    Files.copy(certificate.key(), directory.resolve("key.pem"));
    Files.writeString(directory.resolve("rabbitmq.conf"), configuration());
    environment =
        Map.of(
            "HOME", home.toString(),
            "RUNNING_UNDER_SYSTEMD", "1", // no shell in between: its pid is the broker's
            "RABBITMQ_NODENAME", node,
            "RABBITMQ_DIST_PORT", String.valueOf(freePort()),
            "RABBITMQ_MNESIA_BASE", directory.resolve("mnesia").toString(),
            "RABBITMQ_LOG_BASE", directory.resolve("log").toString(),
            "RABBITMQ_ENABLED_PLUGINS_FILE", directory.resolve("plugins").toString(),
            "RABBITMQ_CONFIG_FILE", directory.resolve("rabbitmq").toString(),
            "ERL_EPMD_PORT", String.valueOf(freePort()),
            "ERL_EPMD_ADDRESS", "127.0.0.1");
    run("chmod", "400", home.resolve(".erlang.cookie").toString());
    if (root()) {
      run("chown", "-R", "rabbitmq", directory.toString());
    }
    server = launch();
    awaitPort();
    ProcessBuilder erl =
        new ProcessBuilder(
            "erl",
            "-sname",
            "shell" + port + "@localhost",
            "-setcookie",
            "COOKIE" + port,
            "-hidden",
            "-start_epmd",
            "false");
    erl.environment().putAll(environment);
    erl.environment().put("HOME", Files.createDirectory(directory.resolve("shell")).toString());
    shell = erl.redirectErrorStream(true).start();
    answers = shell.inputReader(StandardCharsets.UTF_8);
  }

  private String configuration() {
    return """
        listeners.tcp.1 = 127.0.0.1:%d
        listeners.ssl.1 = 127.0.0.1:%d
        ssl_options.certfile = %s/certificate.pem
        ssl_options.keyfile = %s/key.pem
        ssl_options.verify = verify_none
        disk_free_limit.absolute = 10MB
        """
        .formatted(port, tlsPort, directory, directory);
  }

  private Process launch() throws IOException {
    List<String> command = new ArrayList<>();
    if (root()) {
      command.addAll(List.of("setpriv", "--reuid=rabbitmq", "--regid=rabbitmq", "--clear-groups"));
    }
    command.add(SERVER.toString());
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("out").toFile()))
        .start();
  }

  int port() {
    return port;
  }

  int tlsPort() {
    return tlsPort;
  }

  String url() {
    return "rabbit://guest:guest@127.0.0.1:" + port + "/";
  }

  /** Kills it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    server.destroyForcibly().waitFor();
  }

  /** Stops it in an orderly way. */
  void stop() throws InterruptedException {
    server.destroy();
    if (!server.waitFor(60, TimeUnit.SECONDS)) {
      kill();
    }
  }

  /** Starts it again after {@link #kill} or {@link #stop}, with what it had on disk. */
  void restart() throws IOException {
    server = launch();
    await();
  }

  /** Stops it as SIGSTOP does: it is there and does not answer. */
  void pause() throws IOException {
    run("kill", "-STOP", String.valueOf(server.pid()));
  }

  void resume() throws IOException {
    run("kill", "-CONT", String.valueOf(server.pid()));
  }

  /** Makes it believe that its disk is full, or no longer. */
  void diskFull(boolean full) {
    call("rabbit_disk_monitor", "set_disk_free_limit", full ? "[\"100000GB\"]" : "[\"10MB\"]");
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> call("rabbit_alarm", "get_alarms", "[]").equals("[]") != full);
  }

  /** How many connections have published in vain since the disk is full. */
  int blockedConnections() {
    return call("rabbit_networking", "connection_info_all", "[[state]]").split("blocked", -1).length
        - 1;
  }

  /** Closes every connection, as the administrator does. */
  void closeConnections() {
    eval(
        "[rpc:call('%s', rabbit_networking, close_connection, [P, \"closed by the administrator\"])"
                .formatted(node)
            + " || P <- rpc:call('%s', rabbit_networking, connections, [])]".formatted(node));
  }

  void addUser(String name, String password) {
    call(
        "rabbit_auth_backend_internal",
        "add_user",
        "[<<\"%s\">>, <<\"%s\">>, <<\"test\">>]".formatted(name, password));
  }

  /** Allows a user of {@code /} what matches: to declare, to publish, to consume. */
  void permit(String user, String configure, String write, String read) {
    call(
        "rabbit_auth_backend_internal",
        "set_permissions",
        "[<<\"%s\">>, <<\"/\">>, <<\"%s\">>, <<\"%s\">>, <<\"%s\">>, <<\"test\">>]"
            .formatted(user, configure, write, read));
  }

  private String call(String module, String function, String arguments) {
    return eval("rpc:call('%s', %s, %s, %s)".formatted(node, module, function, arguments));
  }

  private String eval(String expression) {
    try {
      shell
          .outputWriter(StandardCharsets.UTF_8)
          .append("io:format(\"~n@@~0p@@~n\", [")
          .append(expression)
          .append("]).\n")
          .flush();
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        if (line.startsWith("@@") && line.endsWith("@@")) {
          return line.substring(2, line.length() - 2);
        }
      }
      throw new IOException("the Erlang shell has ended");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await() {
    awaitPort();
    Awaitility.await().atMost(LIMIT).until(() -> call("rabbit", "is_running", "[]").equals("true"));
  }

  private void awaitPort() {
    Awaitility.await()
        .atMost(LIMIT)
        .until(
            () -> {
              if (!server.isAlive()) {
                throw new AssertionError(Files.readString(directory.resolve("out")));
              }
              try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
              } catch (IOException notYet) {
                return false;
              }
            });
  }

  @Override
  public void close() throws IOException {
    shell.destroyForcibly().onExit().join();
    server.destroyForcibly().onExit().join();
    ProcessBuilder epmd = new ProcessBuilder("epmd", "-kill");
    epmd.environment().putAll(environment);
    epmd.redirectErrorStream(true).start().onExit().join();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  private static void run(String... command) throws IOException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + said);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException(stop);
    }
  }

  private static boolean root() {
    return System.getProperty("user.name").equals("root");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
