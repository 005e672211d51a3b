package io.senlin.testkit.brokers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A real RabbitMQ of the distribution, on ports, files and an Erlang port mapper of its own, that a
 * test may kill, stop, pause and run out of disk or memory. For one thread at a time.
 */
public final class RabbitServer implements AutoCloseable {
  private static final Path PACKAGED = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

  private final Path executable;
  private final Path directory;
  private final Map<String, String> environment;
  private final int port;
  private final int tlsPort;
  private final String node;
  private final ErlangShell shell;
  private Process server;

  /** Whether the tests that need it have to run: it is here, or, where CI is set, ought to be. */
  public static boolean expected() {
    return executable().isPresent() || "true".equals(System.getenv("CI"));
  }

  /** Whether it is installed. */
  public static boolean installed() {
    return executable().isPresent();
  }

  /** Where the packages of distributions have it, else where PATH has it. */
  private static Optional<Path> executable() {
    return Stream.concat(
            Stream.of(PACKAGED),
            Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "rabbitmq-server")))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts a broker that speaks TLS, too, by the given files. */
  public static RabbitServer start(TestCertificate certificate) {
    Path executable =
        executable()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "RabbitMQ is not installed, which is an error where CI=true;"
                            + " install it with .ci/rabbitmq-install"));
    try {
      return new RabbitServer(executable, certificate);
    } catch (IOException failure) {
      throw new UncheckedIOException("RabbitMQ does not start: " + failure.getMessage(), failure);
    }
  }

  private RabbitServer(Path executable, TestCertificate certificate) throws IOException {
    this.executable = executable;
    directory = Files.createTempDirectory("rabbit");
    port = FreePort.find();
    tlsPort = FreePort.find();
    node = "test" + port + "@localhost";
    String cookie = "COOKIE" + port;
    Path home = Files.createDirectory(directory.resolve("home"));
    Files.writeString(home.resolve(".erlang.cookie"), cookie);
    Files.writeString(directory.resolve("plugins"), "[].");
    Files.copy(certificate.certificate(), directory.resolve("certificate.pem"));
    Files.copy(certificate.key(), directory.resolve("key.pem"));
    Files.writeString(directory.resolve("rabbitmq.conf"), configuration());
    environment =
        Map.ofEntries(
            Map.entry("HOME", home.toString()),
            Map.entry("RUNNING_UNDER_SYSTEMD", "1"), // no shell in between: its pid is the broker's
            Map.entry("RABBITMQ_NODENAME", node),
            Map.entry("RABBITMQ_DIST_PORT", String.valueOf(FreePort.find())),
            Map.entry("RABBITMQ_MNESIA_BASE", directory.resolve("mnesia").toString()),
            Map.entry("RABBITMQ_LOG_BASE", directory.resolve("log").toString()),
            Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", directory.resolve("plugins").toString()),
            Map.entry("RABBITMQ_CONFIG_FILE", directory.resolve("rabbitmq").toString()),
            Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "+sbwt none +sbwtdcpu none"),
            Map.entry("ERL_EPMD_PORT", String.valueOf(FreePort.find())),
            Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"));
    run("chmod", "400", home.resolve(".erlang.cookie").toString());
    if (root()) {
      run("chown", "-R", "rabbitmq", directory.toString());
    }
    server = launch();
    awaitPort(); // by then its port mapper runs, which the shell needs
    Map<String, String> own =
        Map.of(
            "HOME", Files.createDirectory(directory.resolve("shell")).toString(),
            "ERL_EPMD_PORT", environment.getOrDefault("ERL_EPMD_PORT", ""),
            "ERL_EPMD_ADDRESS", "127.0.0.1");
    shell = ErlangShell.start(node, "shell" + port + "@localhost", cookie, own);
    awaitRunning();
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
    command.add(executable.toString());
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("out").toFile()))
        .start();
  }

  public int port() {
    return port;
  }

  public int tlsPort() {
    return tlsPort;
  }

  /** Its transport URL, for a user who may do everything. */
  public String url() {
    return "rabbit://guest:guest@127.0.0.1:" + port + "/";
  }

  /** Kills it as {@code kill -9} does. */
  public void kill() {
    server.destroyForcibly().onExit().join();
  }

  /** Stops it in an orderly way. */
  public void stop() throws InterruptedException {
    server.destroy();
    if (!server.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      kill();
    }
  }

  /** Starts it again after {@link #kill} or {@link #stop}, with what it had on disk. */
  public void restart() throws IOException {
    server = launch();
    awaitPort();
    awaitRunning();
  }

  /** Stops it as SIGSTOP does: it is there and does not answer. */
  public void pause() throws IOException {
    run("kill", "-STOP", String.valueOf(server.pid()));
  }

  public void resume() throws IOException {
    run("kill", "-CONT", String.valueOf(server.pid()));
  }

  /** Makes it believe that its disk is full, or no longer: {@code set_disk_free_limit}. */
  public void diskFull(boolean full) {
    shell.call(
        "rabbit_disk_monitor", "set_disk_free_limit", full ? "[\"100000GB\"]" : "[\"10MB\"]");
    awaitAlarm(full);
  }

  /** Makes it believe that it has no memory, or has again: {@code set_vm_memory_high_watermark}. */
  public void memoryFull(boolean full) {
    shell.call("vm_memory_monitor", "set_vm_memory_high_watermark", full ? "[0.00001]" : "[0.4]");
    awaitAlarm(full);
  }

  private void awaitAlarm(boolean on) {
    await(
        "the alarm is " + (on ? "on" : "off"),
        () -> shell.call("rabbit_alarm", "get_alarms", "[]").equals("[]") != on);
  }

  /** How many connections have published in vain since an alarm is on. */
  public int blockedConnections() {
    return shell
            .call("rabbit_networking", "connection_info_all", "[[state]]")
            .split("blocked", -1)
            .length
        - 1;
  }

  /** Closes every connection, as the administrator does. */
  public void closeConnections() {
    shell.eval(
        "[rpc:call('%s', rabbit_networking, close_connection, [P, \"closed by the administrator\"])"
                .formatted(node)
            + " || P <- rpc:call('%s', rabbit_networking, connections, [])]".formatted(node));
  }

  public void addUser(String name, String password) {
    shell.call(
        "rabbit_auth_backend_internal",
        "add_user",
        "[<<\"%s\">>, <<\"%s\">>, <<\"test\">>]".formatted(name, password));
  }

  /** Allows a user of {@code /} what matches: to declare, to publish, to consume. */
  public void permit(String user, String configure, String write, String read) {
    shell.call(
        "rabbit_auth_backend_internal",
        "set_permissions",
        "[<<\"%s\">>, <<\"/\">>, <<\"%s\">>, <<\"%s\">>, <<\"%s\">>, <<\"test\">>]"
            .formatted(user, configure, write, read));
  }

  /** What it has written to its log so far. */
  public String log() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(directory.resolve("log"))) {
      for (Path file : files.sorted().toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  private void awaitRunning() {
    await("it runs", () -> shell.call("rabbit", "is_running", "[]").equals("true"));
  }

  private void awaitPort() {
    await("its port is open", this::accepts);
  }

  private boolean accepts() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (!server.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "RabbitMQ: waited in vain until " + what + ":\n" + output());
      }
      try {
        Thread.sleep(Duration.ofMillis(50));
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(stop);
      }
    }
  }

  private String output() {
    try {
      return Files.readString(directory.resolve("out")) + log();
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  @Override
  public void close() throws IOException {
    shell.close();
    kill();
    ProcessBuilder epmd = new ProcessBuilder("epmd", "-kill");
    epmd.environment().putAll(environment);
    epmd.redirectErrorStream(true).start().onExit().join();
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
  }

  private static boolean root() {
    return System.getProperty("user.name").equals("root");
  }
}
