package io.senlin.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged program, running an engine on a folder; ended when closed. */
final class Program implements AutoCloseable {
  private static final Pattern ID = Pattern.compile("\"id\": ?\"([0-9a-f-]{36})\"");
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final int port;
  private final Process process;

  private Program(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Starts an engine with {@code more} in its senlin.conf, and waits until it answers. */
  static Program start(Path folder, String more) throws IOException, InterruptedException {
    Path home = Path.of("server/target/senlin").toAbsolutePath();
    if (!Files.isDirectory(home)) {
      home = Path.of("../server/target/senlin").toAbsolutePath().normalize();
    }
    int port = freePort();
    save(folder, port, more);
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + home.resolve("java.options"),
            "-Dsenlin.home=" + home,
            "-cp",
            home.resolve("lib") + File.separator + "*",
            "io.senlin.server.Main",
            "engine",
            "--config-file",
            folder.resolve("senlin.conf").toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("engine.log").toFile())
            .start();
    Program program = new Program(folder, port, process);
    program.awaitUp();
    return program;
  }

  /** Saves its senlin.conf anew, with {@code more} in it, as an editor would: in one go. */
  void reconfigure(String more) throws IOException {
    save(folder, port, more);
  }

  /** Sends a request that makes something, and returns the id of what it made. */
  String make(String path, String body) throws IOException, InterruptedException {
    String answer = send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    Matcher id = ID.matcher(answer);
    if (!id.find()) {
      throw new IOException(path + " answered " + answer);
    }
    return id.group(1);
  }

  String get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  @Override
  public void close() {
    client.shutdownNow();
    process.destroyForcibly().onExit().join();
  }

  private static void save(Path folder, int port, String more) throws IOException {
    Path draft = folder.resolve("senlin.conf.new");
    Files.writeString(
        draft,
        """
        [senlin_api]
        bind_port = %d
        [DEFAULT]
        state_dir = %s
        max_nodes_per_cluster = 10000
        %s"""
            .formatted(port, folder.resolve("state"), more));
    Files.move(
        draft,
        folder.resolve("senlin.conf"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitUp() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        String log = Files.readString(folder.resolve("engine.log"));
        throw new IOException("the engine does not come up: " + log);
      }
      Thread.sleep(20);
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      return !get("/v1/build-info").isEmpty();
    } catch (IOException notYet) {
      return false;
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Content-Type", "application/json");
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }
}
