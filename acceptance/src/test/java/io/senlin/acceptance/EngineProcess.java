package io.senlin.acceptance;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The engine as a process of its own, on a folder that holds all it has. */
final class EngineProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final Path log;
  private final Process process;
  private final Api api;

  private EngineProcess(Path log, Process process, Api api) {
    this.log = log;
    this.process = process;
    this.api = api;
  }

  /** Starts an engine and waits until it answers. */
  static EngineProcess start(Path folder, int port) throws IOException, InterruptedException {
    EngineProcess engine = launch(folder, port);
    engine.awaitUp();
    return engine;
  }

  /** Starts an engine on {@code senlin.conf} in {@code folder}, without waiting for it. */
  static EngineProcess launch(Path folder, int port) throws IOException {
    Path log = folder.resolve("engine.log");
    Process process =
        Program.start(
            folder,
            log,
            List.of("engine", "--config-file", folder.resolve("senlin.conf").toString()));
    return new EngineProcess(log, process, new Api(port));
  }

  /** A port nobody listens on now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Writes a senlin.conf with {@code database} and {@code jsonfile} on, for every event. */
  static void configure(Path folder, int port) throws IOException {
    configure(folder, port, "");
  }

  /** The same, with {@code more} sections. */
  static void configure(Path folder, int port, String more) throws IOException {
    Files.writeString(
        folder.resolve("senlin.conf"),
        """
        [DEFAULT]
        state_dir = %1$s/state
        max_clusters_per_project = 100000
        event_dispatchers = database
        event_dispatchers = jsonfile

        [senlin_api]
        bind_port = %2$d

        [dispatchers]
        priority = debug
        exclude_derived_actions = false

        [dispatcher:jsonfile]
        path = %1$s/events.jsonl

        %3$s
        """
            .formatted(folder, port, more));
  }

  /** Sends a signal by its name, such as STOP. */
  void signal(String name) throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (exit != 0) {
      throw new AssertionError("kill -" + name + " " + process.pid() + " ended with " + exit);
    }
  }

  Api api() {
    return api;
  }

  /** Everything it and its predecessors on the same folder have said. */
  String log() throws IOException {
    return Files.readString(log);
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Tells it to read its configuration at once (SIGHUP). */
  void hangUp() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
  }

  /** Ends it as a power failure would: SIGKILL. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Asks it to stop (SIGTERM) and returns its exit code. */
  int stop() throws IOException, InterruptedException {
    process.destroy();
    return awaitEnd();
  }

  /** Waits for it to end by itself and returns its exit code. */
  int awaitEnd() throws IOException, InterruptedException {
    if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the engine did not end in " + START_LIMIT + ":\n" + log());
    }
    return process.exitValue();
  }

  void awaitUp() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("the engine does not come up:\n" + log());
      }
      Thread.sleep(20);
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      return api.get("/v1/build-info").status() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    api.close();
    kill();
  }
}
