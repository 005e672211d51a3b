package io.senlin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.senlin.server.assembly.ConfigFiles;
import io.senlin.server.assembly.RunningEngine;
import io.senlin.store.Store;
import io.senlin.store.StoreSettings;
import io.senlin.testkit.databases.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is asked of one engine holds for the others on the same database. */
final class TwoEnginesIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String SILENT = "5f1b1a3e-2c47-4f6a-9a52-0d9d6d0f7c11";

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

  @Test
  void anEngineThatIsSilentIsShownAsDownAndCleanedAway() throws IOException {
    String database = TestDatabases.postgres();
    try (RunningEngine one = start("one", database)) {
      try (Store store = Store.guest(StoreSettings.of(database))) {
        store.write(
            session ->
                session.update(
                    "INSERT INTO service (id, host, \"binary\", disabled, updated_at)"
                        + " VALUES (?, ?, ?, ?, ?)",
                    SILENT,
                    "two",
                    "senlin-engine",
                    false,
                    Instant.EPOCH));
      }
      assertThat(services(one)).containsExactly("one up", "two down");
      Run clean = Run.of("service", "clean", "--url", "" + one.url());
      assertThat(clean.exitCode()).as(clean.err()).isZero();
      assertThat(clean.out()).contains("Taken off the list: " + SILENT);
      assertThat(services(one)).containsExactly("one up");
    }
  }

  private static List<String> services(RunningEngine engine) {
    Run run = Run.of("service", "list", "-f", "json", "--url", "" + engine.url());
    return JsonMapper.shared().readTree(run.out()).values().stream()
        .map(each -> each.path("host").asString() + " " + each.path("state").asString())
        .toList();
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
