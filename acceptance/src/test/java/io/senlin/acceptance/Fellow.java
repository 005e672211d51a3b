package io.senlin.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** One of several engines on a database: its folder, its port, and the process it is now. */
final class Fellow implements AutoCloseable {
  private final Path folder;
  private final int port;
  private EngineProcess process;

  private Fellow(Path folder, int port, EngineProcess process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Starts an engine on a folder of its own, without waiting for it. */
  static Fellow launch(Path folder, String database, int leaseSeconds) throws IOException {
    int port = EngineProcess.freePort();
    Files.createDirectories(folder);
    EngineProcess.configure(
        folder,
        port,
        """
        [database]
        connection = %s

        [engine]
        lease = %d
        stop_limit = 1
        """
            .formatted(database, leaseSeconds));
    return new Fellow(folder, port, EngineProcess.launch(folder, port));
  }

  void awaitUp() throws IOException, InterruptedException {
    process.awaitUp();
  }

  Api api() {
    return process.api();
  }

  String log() throws IOException {
    return process.log();
  }

  /** Ends it with SIGKILL. */
  void kill() {
    process.close();
  }

  /** Starts it again on what is there. */
  void launchAgain() throws IOException {
    process = EngineProcess.launch(folder, port);
  }

  void signal(String name) throws IOException, InterruptedException {
    process.signal(name);
  }

  /** The id by which the others know it. */
  String id() throws IOException {
    return Files.readString(folder.resolve("state").resolve("engine.id")).strip();
  }

  /** The ids in the whole lines of its file, in their order, each where it stands first. */
  Set<String> lines() throws IOException {
    Path file = folder.resolve("events.jsonl");
    Set<String> ids = new LinkedHashSet<>();
    if (Files.exists(file)) {
      try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
        lines
            .filter(line -> line.endsWith("}"))
            .forEach(line -> ids.add(line.substring("{'id':'".length(), "{'id':'".length() + 36)));
      }
    }
    return ids;
  }

  @Override
  public void close() {
    process.close();
  }
}
