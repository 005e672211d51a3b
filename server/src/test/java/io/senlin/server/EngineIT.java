package io.senlin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.senlin.server.assembly.ConfigFiles;
import io.senlin.server.assembly.RunningEngine;
import io.senlin.server.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands against an engine with all its parts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EngineIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Path directory;
  private RunningEngine engine;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    directory = temporary;
    Path conf = directory.resolve("senlin.conf");
    Files.writeString(
        conf,
        """
        [DEFAULT]
        state_dir = %s/state
        [dispatchers]
        exclude_derived_actions = false
        [senlin_api]
        bind_port = 0
        """
            .formatted(directory));
    engine = RunningEngine.start(ConfigFiles.of(conf), List.of(), false);
    assertThat(profile("sim", "{}").exitCode()).isZero();
  }

  @AfterAll
  void stop() {
    engine.close();
  }

  @Test
  void aClusterLivesThroughItsVerbs() {
    assertThat(succeed("cluster create --profile sim --desired-capacity 2 --wait life").out())
        .contains("ACTIVE");
    succeed("cluster expand --count 2 --wait life");
    succeed("cluster check --wait life");
    succeed("cluster recover --check true --wait life");
    succeed("cluster op --operation reboot --params type=SOFT --wait life");
    succeed("cluster shrink --wait life");
    succeed("cluster resize --capacity 1 --max-size 5 --wait life");
    succeed("cluster resize --adjustment 2 --wait life");
    succeed("cluster resize --percentage -50 --min-step 1 --wait life");
    succeed("cluster update --name living --wait life");
    assertThat(json("cluster show living").path("name").asString()).isEqualTo("living");
    succeed("cluster delete --wait living");
    assertThat(run("cluster show living").exitCode()).isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void nodesJoinAndLeaveClusters() {
    succeed("cluster create --profile sim --wait team");
    succeed("node create --profile sim --wait one");
    succeed("node create --profile sim --wait two");
    succeed("cluster members add --nodes one --wait team");
    succeed("cluster members replace --nodes one=two --wait team");
    assertThat(succeed("cluster members list team").out()).contains("two").doesNotContain("one ");
    succeed("cluster members del --nodes two --destroy-after-deletion true --wait team");
    succeed("node check --wait one");
    succeed("node recover --wait one");
    succeed("node update --role worker --wait one");
    assertThat(json("node show one --details").path("role").asString()).isEqualTo("worker");
    succeed("node delete --wait one");
  }

  @Test
  void anActionThatFailsEndsItsCommandWithOne() throws IOException {
    assertThat(profile("failing", "{fail: [create]}").exitCode()).isZero();

    Run run = run("node create --profile failing --wait doomed");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).contains("ERROR");
  }

  @Test
  void aRequestThatIsRefusedEndsWithOneAndTheEnginesSentence() throws IOException {
    Run again = profile("sim", "{}");

    assertThat(again.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(again.err().lines()).hasSize(1);
    assertThat(again.err()).contains("sim");
  }

  @Test
  void whatIsNotThereEndsWithThree() {
    Stream.of("cluster show", "node show", "profile show", "action show", "event show")
        .forEach(
            command -> {
              Run run = run(command + " nobody");
              assertThat(run.exitCode()).as(command).isEqualTo(ExitCode.NOT_FOUND);
              assertThat(run.err().lines()).as(command).hasSize(1);
            });
  }

  @Test
  void whatFailsForOneOfSeveralKeepsNobodyFromTheOthers() {
    succeed("node create --profile sim --wait other");

    Run run = run("node check --wait nobody other");

    assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(run.err()).contains("nobody");
    assertThat(run.out()).contains("SUCCEEDED");
  }

  @Test
  void aSpecThatIsNeitherYamlNorJsonIsReportedWithItsFile() throws IOException {
    Path broken = Files.writeString(directory.resolve("broken.yaml"), "type: [");

    Run run = run("profile create --spec-file " + broken + " x");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("broken.yaml");
  }

  @Test
  void listsAndTypesAreShownToPeopleAndPrograms() {
    assertThat(succeed("profile type list").out()).contains("host.process", "simulated.node");
    assertThat(json("profile type show simulated.node-1.0").path("schema").isObject()).isTrue();
    assertThat(json("profile list").isArray()).isTrue();
    assertThat(succeed("service list").out()).contains("senlin-engine", "up");
    assertThat(succeed("action list --limit 1 --full-id").exitCode()).isZero();
  }

  @Test
  void everyEventOfAnActionIsListed() {
    succeed("node create --profile sim --wait watched");

    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(json("event list --filters oname=watched").values())
                    .extracting(event -> event.path("status").asString())
                    .containsExactly("start", "end"));
  }

  @Test
  void eventsAreShownAsTheyHappen() {
    CompletableFuture<Run> tail = CompletableFuture.supplyAsync(() -> run("event tail --limit 2"));

    await()
        .atMost(LIMIT)
        .until(
            () -> {
              succeed("node create --profile sim --wait tailed");
              succeed("node delete --wait tailed");
              return tail.isDone();
            });

    assertThat(tail.join().exitCode()).isZero();
    assertThat(tail.join().out().lines()).hasSize(2).allMatch(line -> line.contains("NODE_"));
  }

  @Test
  void dispatchersAreShownHeldAndTested() {
    assertThat(succeed("dispatcher list").out())
        .contains("database", "jsonfile", "message", "DISABLED");
    succeed("dispatcher pause database");
    try {
      await()
          .atMost(LIMIT)
          .until(() -> json("dispatcher show database").path("state").asString().equals("PAUSED"));
    } finally {
      succeed("dispatcher resume database");
    }
    assertThat(succeed("dispatcher disable --dry-run database").out()).contains("database");
    succeed("dispatcher test database");
    assertThat(run("dispatcher show nobody").exitCode()).isEqualTo(ExitCode.NOT_FOUND);
  }

  private Run profile(String name, String properties) throws IOException {
    Path spec =
        Files.writeString(
            directory.resolve(name + ".yaml"),
            "type: simulated.node\nversion: 1.0\nproperties: " + properties + "\n");
    return run("profile create --spec-file " + spec + " " + name);
  }

  private Run run(String command) {
    return Run.of((command + " --url " + engine.url()).split(" "));
  }

  private Run succeed(String command) {
    Run run = run(command);
    assertThat(run.exitCode()).as("%s: %s %s", command, run.out(), run.err()).isZero();
    return run;
  }

  private JsonNode json(String command) {
    return JsonMapper.shared().readTree(succeed(command + " --format json").out());
  }
}
