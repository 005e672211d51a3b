package io.senlin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.senlin.server.assembly.ConfigFiles;
import io.senlin.server.assembly.RunningEngine;
import io.senlin.testkit.databases.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is asked of one engine holds for the others on the same database. */
final class TwoEnginesIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @Test
  void whatIsSwitchedByCommandOnOneEngineIsSwitchedOnTheOther() throws IOException {
    String database = TestDatabases.postgres();
    try (RunningEngine one = start("one", database);
        RunningEngine two = start("two", database)) {
      command(one, "disable");
      await().atMost(LIMIT).until(() -> state(two).equals("DISABLED"));
      command(two, "enable");
      await().atMost(LIMIT).until(() -> state(one).equals("RUNNING"));
      command(two, "pause");
      await().atMost(LIMIT).until(() -> state(one).equals("PAUSED"));
      command(one, "resume");
      await().atMost(LIMIT).until(() -> state(two).equals("RUNNING"));
    }
  }

  private RunningEngine start(String host, String database) throws IOException {
    Path conf = directory.resolve(host + ".conf");
    Files.writeString(
        conf,
        """
        [DEFAULT]
        host = %1$s
        state_dir = %2$s/%1$s
        [database]
        connection = %3$s
        [senlin_api]
        bind_port = 0
        """
            .formatted(host, directory, database));
    return RunningEngine.start(ConfigFiles.of(conf), List.of(), false);
  }

  private static void command(RunningEngine engine, String verb) {
    Run run = Run.of("dispatcher", verb, "database", "--url", "" + engine.url());
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private static String state(RunningEngine engine) {
    Run run = Run.of("dispatcher", "show", "database", "-f", "json", "--url", "" + engine.url());
    JsonNode status = JsonMapper.shared().readTree(run.out());
    return status.path("state").asString();
  }
}
