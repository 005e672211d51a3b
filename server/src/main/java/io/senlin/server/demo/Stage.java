package io.senlin.server.demo;

import io.senlin.server.assembly.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    Files.writeString(stage.configuration(), stage.text());
    return stage;
  }

  /** Its senlin.conf. */
  Path configuration() {
    return scratch.directory().resolve("senlin.conf");
  }

  /** Where the jsonfile dispatcher writes. */
  Path eventsFile() {
    return scratch.directory().resolve("events.jsonl");
  }

  private String text() {
    return """
        [DEFAULT]
        state_dir = %1$s/state
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
        """
        .formatted(scratch.directory(), eventsFile());
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
