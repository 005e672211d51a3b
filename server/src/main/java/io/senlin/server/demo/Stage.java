package io.senlin.server.demo;

import io.senlin.server.assembly.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The temporary directory the demonstration plays in. Closing it ends every process that was
 * started by this one and still runs, and deletes the directory.
 */
final class Stage implements AutoCloseable {
  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

  private final Scratch scratch;

  private Stage(Scratch scratch) {
    this.scratch = scratch;
  }

  static Stage set() throws IOException {
    Stage stage = new Stage(Scratch.make());
    Files.createDirectory(stage.plugins());
    Files.writeString(stage.configuration(), stage.text(""));
    return stage;
  }

  /** Drops in a dispatcher that did not exist before, and switches it on, while the engine runs. */
  void dropInNewcomer() throws IOException {
    Path workshop = Files.createDirectory(scratch.directory().resolve("workshop"));
    Newcomer.make(workshop, plugins().resolve("newcomer.jar"));
    Path saved = Files.writeString(workshop.resolve("senlin.conf"), text(newcomer()));
    Files.move(saved, configuration(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Its senlin.conf. */
  Path configuration() {
    return scratch.directory().resolve("senlin.conf");
  }

  /** Where the jsonfile dispatcher writes. */
  Path eventsFile() {
    return scratch.directory().resolve("events.jsonl");
  }

  /** Where the dispatcher that is dropped in writes the ids of the events. */
  Path newcomersFile() {
    return scratch.directory().resolve("newcomer.txt");
  }

  private Path plugins() {
    return scratch.directory().resolve("plugins");
  }

  private String newcomer() {
    return """
        [DEFAULT]
        event_dispatchers = %1$s

        [dispatcher:%1$s]
        path = %2$s
        start = beginning
        """
        .formatted(Newcomer.NAME, newcomersFile());
  }

  /**
   * The text of senlin.conf.
   *
   * @param more what stands at its end
   */
  private String text(String more) {
    return """
        [DEFAULT]
        state_dir = %1$s/state
        plugin_path = %3$s
        event_dispatchers = database
        event_dispatchers = jsonfile

        [dispatchers]
        exclude_derived_actions = false

        [dispatcher:jsonfile]
        path = %2$s

        [senlin_api]
        bind_port = 0

        [host_process]
        allowed = /bin/sleep, /bin/false

        %4$s"""
        .formatted(scratch.directory(), eventsFile(), plugins(), more);
  }

  @Override
  public void close() throws IOException {
    List<ProcessHandle> left = ProcessHandle.current().descendants().toList();
    left.forEach(ProcessHandle::destroyForcibly);
    left.forEach(Stage::awaitExit);
    scratch.close();
  }

  @SuppressWarnings("InterruptedExceptionSwallowed") // this is the way out already: go on
  private static void awaitExit(ProcessHandle process) {
    try {
      process.onExit().get(KILL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException leave) {
      Thread.currentThread().interrupt();
    }
  }
}
