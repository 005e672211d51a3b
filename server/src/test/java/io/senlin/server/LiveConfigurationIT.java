package io.senlin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.senlin.server.assembly.ConfigFiles;
import io.senlin.server.assembly.RunningEngine;
import io.senlin.testkit.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** senlin.conf is saved while an engine runs. */
final class LiveConfigurationIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path directory;

  private final AtomicInteger nodes = new AtomicInteger();

  @Test
  void aDispatcherIsSwitchedOnAndOffAndAMistakeChangesNothing() throws IOException {
    Path conf = save("");
    Path events = directory.resolve("events.jsonl");
    try (RunningEngine engine = RunningEngine.start(ConfigFiles.of(conf), List.of(), false)) {
      Path spec =
          Files.writeString(
              directory.resolve("sim.yaml"),
              "type: simulated.node\nversion: 1.0\nproperties: {}\n");
      command(engine, "profile create --spec-file " + spec + " sim");

      save("event_dispatchers = jsonfile\n");
      await().atMost(LIMIT).until(() -> grows(engine, events));

      save("event_dispatchers = jsonfile\nevnt = typing error\n");
      await().atMost(LIMIT).until(() -> grows(engine, events));

      save("");
      await().atMost(LIMIT).until(() -> !grows(engine, events));
    }
  }

  @Test
  void whatNeedsANewStartIsNamed() throws IOException {
    Path conf = save("");
    try (Lines log = Lines.of("io.senlin.server.assembly.Reloading");
        RunningEngine engine = RunningEngine.start(ConfigFiles.of(conf), List.of(), false)) {
      save("event_dispatchers = jsonfile\nname_unique = false\n");
      await().atMost(LIMIT).until(() -> state(engine, "jsonfile").equals("RUNNING"));
      await()
          .atMost(LIMIT)
          .until(() -> !log.with("started again: [DEFAULT] name_unique").isEmpty());
    }
  }

  @Test
  void aGoodEditIsTriedAgainUntilTheDatabaseCanBeWrittenAndSaysSoOnce() throws Exception {
    Path conf = save("");
    Lines log = Lines.of("io.senlin.server.assembly.Reloading");
    try (RunningEngine engine = RunningEngine.start(ConfigFiles.of(conf), List.of(), false);
        Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("state/senlin.db"));
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE"); // the engine can read, but not write
      save("event_dispatchers = jsonfile\n");
      await().atMost(LIMIT).until(() -> log.with("not in force yet").size() == 1);
      assertThat(state(engine, "jsonfile")).isEqualTo("DISABLED");
      statement.execute("ROLLBACK");
      await().atMost(LIMIT).until(() -> state(engine, "jsonfile").equals("RUNNING"));
      assertThat(log.with("not in force yet")).hasSize(1);
    } finally {
      log.close();
    }
  }

  @Test
  void aPluginThatANewPathLacksIsTakenOnceItIsThere() throws IOException {
    Path conf = save("");
    Path plugins = Files.createDirectory(directory.resolve("plugins"));
    Path link = Files.createSymbolicLink(directory.resolve("linked"), plugins);
    try (Lines log = Lines.of("io.senlin.server.assembly.Reloading");
        RunningEngine engine = RunningEngine.start(ConfigFiles.of(conf), List.of(), false)) {
      save("event_dispatchers = late\nplugin_path = " + link + "\n");
      await().atMost(LIMIT).until(() -> !log.with("no such dispatcher").isEmpty());
      PluginJar.of("late", "Late", "").write(plugins.resolve("late.jar"));
      await().atMost(LIMIT).until(() -> state(engine, "late").equals("RUNNING"));
      assertThat(log.with("no such dispatcher")).hasSize(1);
    }
  }

  private static String state(RunningEngine engine, String dispatcher) {
    Run run = Run.of("dispatcher", "show", dispatcher, "-f", "json", "--url", "" + engine.url());
    return JsonMapper.shared().readTree(run.out()).path("state").asString("");
  }

  private boolean grows(RunningEngine engine, Path events)
      throws IOException, InterruptedException {
    long before = Files.exists(events) ? Files.size(events) : 0;
    command(engine, "node create --profile sim --wait node" + nodes.incrementAndGet());
    for (int i = 0; i < 20; i++) {
      if (Files.exists(events) && Files.size(events) > before) {
        return true;
      }
      Thread.sleep(50);
    }
    return false;
  }

  private static void command(RunningEngine engine, String command) {
    Run run = Run.of((command + " --url " + engine.url()).split(" "));
    assertThat(run.exitCode()).as(command + ": " + run.err()).isZero();
  }

  private Path save(String dispatchers) throws IOException {
    return Files.writeString(
        directory.resolve("senlin.conf"),
        """
        [DEFAULT]
        state_dir = %1$s/state
        event_dispatchers = database
        %2$s
        [dispatcher:jsonfile]
        path = %1$s/events.jsonl
        [senlin_api]
        bind_port = 0
        """
            .formatted(directory, dispatchers));
  }
}
