package io.senlin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.senlin.acceptance.Program.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Purging as processes: beside an engine, killed, interrupted, and by the engine itself. */
class PurgeIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String LONG_AGO = "2020-02-03";
  private static final String PROJECT = "admin";

  @TempDir private Path folder;
  private int port;

  @BeforeEach
  void configure() throws IOException, InterruptedException {
    port = EngineProcess.freePort();
    EngineProcess.configure(folder, port);
    keep("0");
    Files.createDirectories(folder.resolve("state"));
    OldEvents.makeTables(folder);
  }

  @Test
  void goesOnBesideAnEngineThatInsertsAndArchivesWhatTheApiShowed()
      throws IOException, InterruptedException, SQLException {
    Set<String> old = new HashSet<>(OldEvents.insert(folder, LONG_AGO, PROJECT, 3_000));
    OldEvents.insert(folder, LONG_AGO, "another", 10);
    Path archive = folder.resolve("archive.jsonl.gz");
    try (EngineProcess engine = EngineProcess.start(folder, port)) {
      Map<String, JsonNode> shown = events(engine.api());
      assertThat(shown.keySet()).isEqualTo(old);
      String profile = engine.api().simulatedProfile("sim");

      Process purge =
          start("event", "purge", "-p", "x;" + PROJECT, "--archive", "" + archive, "30");
      int clusters = 0;
      while (purge.isAlive() || clusters < 3) {
        engine.api().cluster("beside-" + clusters++, profile, 2);
      }

      assertThat(purge.waitFor()).as(output()).isZero();
      assertThat(output()).contains("3000 events deleted and kept in " + archive);
      assertThat(lines(archive, 0)).containsExactlyInAnyOrderElementsOf(shown.values());
      int made = clusters;
      await().atMost(LIMIT).untilAsserted(() -> assertAllDelivered(made));
      assertThat(events(engine.api())).doesNotContainKeys(old.toArray(String[]::new)).isNotEmpty();
    }
    try (StateFile file = StateFile.live(folder)) {
      assertThat(file.events()).as("those of another project, and new ones").hasSizeGreaterThan(10);
    }
  }

  private void assertAllDelivered(int clusters) throws SQLException {
    try (StateFile file = StateFile.live(folder)) {
      assertThat(file.actions().values())
          .hasSizeGreaterThanOrEqualTo(clusters)
          .allMatch(action -> action.status().equals("SUCCEEDED"));
      assertThat(file.events())
          .containsAll(file.journalAfter(0).stream().map(StateFile.Entry::id).toList());
    }
  }

  @Test
  void killedInTheMiddleItHasArchivedEveryEventThatIsGone()
      throws IOException, InterruptedException, SQLException {
    Set<String> all = new HashSet<>(OldEvents.insert(folder, LONG_AGO, PROJECT, 20_000));
    Path archive = folder.resolve("archive.jsonl.gz");
    Process purge = start("event", "purge", "--archive", "" + archive, "30");
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> !purge.isAlive() || remaining().size() < 19_000);
    purge.destroyForcibly().waitFor();

    Set<String> left = remaining();
    Set<String> gone = new HashSet<>(all);
    gone.removeAll(left);
    assertThat(left).as("it was killed in the middle").isNotEmpty();
    assertThat(gone).isNotEmpty();
    Set<String> archived = ids(lines(archive, -1));
    assertThat(archived).containsAll(gone);

    assertThat(run("event", "purge", "--archive", "" + archive, "30"))
        .returns(2, Ended::exitCode)
        .extracting(Ended::output)
        .asString()
        .contains(archive + " exists already");
    Path second = folder.resolve("second.jsonl");
    assertThat(run("event", "purge", "--archive", "" + second, "30").exitCode()).isZero();
    assertThat(remaining()).isEmpty();
    assertThat(ids(lines(second, 0))).isEqualTo(left);
  }

  @Test
  void interruptedItEndsBetweenTwoBatches() throws IOException, InterruptedException, SQLException {
    Set<String> all = new HashSet<>(OldEvents.insert(folder, LONG_AGO, PROJECT, 20_000));
    Path archive = folder.resolve("archive.jsonl.gz");
    Process purge = start("event", "purge", "--archive", "" + archive, "30");
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> !purge.isAlive() || remaining().size() < 19_000);
    new ProcessBuilder("kill", "-INT", Long.toString(purge.pid())).start().waitFor();

    assertThat(purge.waitFor()).isEqualTo(130);
    Set<String> left = remaining();
    int gone = all.size() - left.size();
    assertThat(gone).isBetween(1, 19_999);
    assertThat(output()).contains(gone + " events deleted", "interrupted, the rest stays");
    all.removeAll(left);
    assertThat(ids(lines(archive, 0))).isEqualTo(all);
  }

  @Test
  void saysWhatItWouldDeleteAndWhatIsWrong()
      throws IOException, InterruptedException, SQLException {
    OldEvents.insert(folder, LONG_AGO, "a", 2);
    OldEvents.insert(folder, LONG_AGO, "b", 3);
    assertThat(run("event", "purge", "--dry-run", "30").output())
        .isEqualTo("5 events would be deleted\n");
    assertThat(
            run("event", "purge", "--dry-run", "-p", "a;c", "-p", "d", "-g", "seconds", "1")
                .output())
        .isEqualTo("2 events would be deleted\n");
    assertThat(run("action", "purge", "--dry-run", "0").output())
        .isEqualTo("0 actions would be deleted\n");
    assertThat(remaining()).hasSize(5);
    assertThat(run("event", "purge").exitCode()).isEqualTo(2);
    assertThat(run("event", "purge", "-g", "weeks", "1").exitCode()).isEqualTo(2);
    assertThat(run("event", "purge", "--", "-1").exitCode()).isEqualTo(2);
    Path nowhere = folder.resolve("no/such/folder");
    assertThat(run("event", "purge", "--archive", "" + nowhere, "30"))
        .returns(2, Ended::exitCode)
        .extracting(Ended::output)
        .asString()
        .contains("cannot be written", folder.resolve("no/such") + " is no folder");
    assertThat(remaining()).hasSize(5);
    assertThat(run("event", "purge", "--state-dir", "" + nowhere, "30"))
        .returns(1, Ended::exitCode)
        .extracting(Ended::output)
        .asString()
        .contains("there is no database " + nowhere);
  }

  @Test
  void theEngineDeletesByItselfWhatIsTooOldAndShowsIt()
      throws IOException, InterruptedException, SQLException {
    OldEvents.insert(folder, LONG_AGO, PROJECT, 1_234);
    keep("30d");
    try (EngineProcess engine = EngineProcess.start(folder, port)) {
      String profile = engine.api().simulatedProfile("sim");
      engine.api().cluster("new", profile, 1);
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                JsonNode run = engine.api().get("/v1/retention").body().path("retention");
                assertThat(run.path("took_seconds").isNumber()).as(run.toString()).isTrue();
                assertThat(run.path("events").asInt()).isEqualTo(1_234);
                assertThat(run.path("error").isNull()).isTrue();
              });
      await().atMost(LIMIT).untilAsserted(() -> assertAllDelivered(1));
      Ended shown = run("retention", "show", "--url", "http://127.0.0.1:" + port);
      assertThat(shown.output()).contains("events", "1234", "began_at");
    }
  }

  private void keep(String retention) throws IOException {
    Path conf = folder.resolve("senlin.conf");
    String rest = Files.readString(conf).replaceAll("event_retention = .*\n", "");
    Files.writeString(
        conf, rest.replace("[DEFAULT]\n", "[DEFAULT]\nevent_retention = " + retention + "\n"));
  }

  private Set<String> remaining() throws SQLException {
    try (StateFile file = StateFile.live(folder)) {
      return new HashSet<>(file.events());
    }
  }

  /** All events the API shows, by their ids. */
  private static Map<String, JsonNode> events(Api api) throws IOException, InterruptedException {
    Map<String, JsonNode> events = new HashMap<>();
    for (JsonNode event : api.get("/v1/events").body().get("events").values()) {
      ((ObjectNode) event).putNull("cluster");
      events.put(event.get("id").asString(), event);
    }
    return events;
  }

  /**
   * What is in an archive.
   *
   * @param exitCode with which gunzip must end; -1 for any, as of a file with a torn end
   */
  private List<JsonNode> lines(Path archive, int exitCode)
      throws IOException, InterruptedException {
    byte[] text = Files.readAllBytes(archive);
    if (archive.toString().endsWith(".gz")) {
      Process gunzip =
          new ProcessBuilder("gunzip", "-c", archive.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      text = gunzip.getInputStream().readAllBytes();
      int code = gunzip.waitFor();
      assertThat(exitCode).isIn(-1, code);
    }
    String whole = new String(text, StandardCharsets.UTF_8);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : whole.substring(0, whole.lastIndexOf('\n') + 1).lines().toList()) {
      lines.add(JsonMapper.shared().readTree(line));
    }
    return lines;
  }

  private static Set<String> ids(List<JsonNode> events) {
    Set<String> ids = new HashSet<>();
    events.forEach(event -> ids.add(event.get("id").asString()));
    return ids;
  }

  private Ended run(String... arguments) throws IOException, InterruptedException {
    return Program.run(folder, configured(arguments).toArray(String[]::new));
  }

  private Process start(String... arguments) throws IOException {
    return Program.start(folder, folder.resolve("output"), configured(arguments));
  }

  private List<String> configured(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (arguments[1].equals("purge")) {
      all.addAll(2, List.of("--config-file", folder.resolve("senlin.conf").toString()));
    }
    return all;
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }
}
