package io.senlin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program says of bad input and bad surroundings, and that it leaves nothing behind. */
class BadInputIT {
  @TempDir private Path folder;
  private int port;

  @BeforeEach
  void configure() throws IOException {
    port = EngineProcess.freePort();
    EngineProcess.configure(folder, port);
  }

  @Test
  void anUnknownKeyIsNamedWithItsLineAndTheNearestKnownOne()
      throws IOException, InterruptedException {
    Path conf = folder.resolve("senlin.conf");
    Files.writeString(conf, Files.readString(conf).replace("bind_port", "bind_prt"));
    assertThat(refusedToStart()).contains("senlin.conf:8", "bind_prt", "bind_port");
    assertThat(folder.resolve("state/senlin.db")).doesNotExist();
  }

  @Test
  void aMistakeInTheUsualFileIsNamedAlsoWithAFolderBesideIt()
      throws IOException, InterruptedException {
    Path usual = Files.createDirectory(folder.resolve("etc")).resolve("senlin.conf");
    Files.writeString(usual, "[journal]\nmax_aeg = 1d\n");
    Path more = Files.createDirectory(folder.resolve("conf.d"));
    Files.writeString(more.resolve("more.conf"), "[journal]\nmax_age = 1d\n");
    Program.Ended check = Program.run(folder, "config", "check", "--config-dir", more.toString());
    assertThat(check.exitCode()).isEqualTo(2);
    assertThat(check.output()).contains("senlin.conf:2", "max_aeg");
  }

  @Test
  void aPortInUseIsNamed() throws IOException, InterruptedException {
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(refusedToStart()).contains("cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void aStateDirectoryThatCannotBeWrittenIsNamed() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("state"), "a file, not a directory");
    assertThat(refusedToStart()).contains(folder.resolve("state").toString());
    assertThat(folder.resolve("state")).hasContent("a file, not a directory");
  }

  @Test
  void aReadOnlyStateDirectoryIsNamed() throws IOException, InterruptedException {
    Path state = Files.createDirectory(folder.resolve("state"));
    try (Mount mount = Mount.tmpfs(state, "1m")) {
      mount.makeReadOnly();
      assertThat(refusedToStart()).contains(state.toString());
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsNamedAndLeftAsItIs() throws IOException, InterruptedException {
    Path file = Files.createDirectory(folder.resolve("state")).resolve("senlin.db");
    String garbage = "this is no database, whatever its name says. ".repeat(200);
    Files.writeString(file, garbage);
    assertThat(refusedToStart()).contains(file.toString());
    assertThat(file).hasContent(garbage);
  }

  @Test
  void requestsThatMakeNoSenseChangeNothing()
      throws IOException, InterruptedException, SQLException {
    Path conf = folder.resolve("senlin.conf");
    Files.writeString(
        conf, Files.readString(conf).replace("[DEFAULT]", "[DEFAULT]\nname_unique = true"));
    try (EngineProcess engine = EngineProcess.start(folder, port)) {
      Api api = engine.api();
      String profile = api.simulatedProfile("the-one");
      assertRefused(api.post("/v1/profiles", Api.simulatedProfileBody("the-one")), 400, "the-one");
      assertRefused(api.post("/v1/profiles", brokenSpec()), 400, "no.such.type");
      assertRefused(api.post("/v1/clusters", cluster("x".repeat(300), profile)), 400, "name");
      assertRefused(api.post("/v1/clusters", cluster("deep", profile, "[".repeat(5_000))), 400, "");
      assertRefused(api.post("/v1/clusters", "{\"cluster\": "), 400, "");
      String large = cluster("large", profile, "\"" + "x".repeat(3 << 20) + "\"");
      assertRefused(api.post("/v1/clusters", large), 413, "");
      try (StateFile file = StateFile.live(folder)) {
        assertThat(file.count("profile")).as("profiles").isEqualTo(1);
        assertThat(file.count("cluster")).as("clusters").isZero();
        assertThat(file.count("action")).as("actions").isZero();
        assertThat(file.count("event_journal")).as("events").isZero();
      }
      assertThat(api.get("/v1/build-info").status()).as("it goes on").isEqualTo(200);
    }
  }

  @Test
  void aFullDiskRefusesWorkAndLosesNothing() throws IOException, InterruptedException {
    Path state = Files.createDirectory(folder.resolve("state"));
    try (Mount mount = Mount.tmpfs(state, "8m");
        EngineProcess engine = EngineProcess.start(folder, port)) {
      Api api = engine.api();
      String profile = api.simulatedProfile("before");
      Path filler = state.resolve("filler");
      mount.fill(filler);
      int refused = 0;
      int made = 0;
      while (refused == 0) {
        Reply reply = api.post("/v1/clusters", cluster("cluster-" + made, profile));
        if (reply.status() / 100 == 2) {
          made++;
        } else {
          assertRefused(reply, 503, "full");
          refused++;
        }
      }
      Files.delete(filler);
      int expected = made + 1;
      assertThat(api.post("/v1/clusters", cluster("after", profile)).status()).isEqualTo(202);
      await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertAllDone(expected));
    }
  }

  private void assertAllDone(int clusters) throws IOException, SQLException {
    try (StateFile file = StateFile.live(folder)) {
      assertThat(file.count("cluster")).as("clusters").isEqualTo(clusters);
      assertThat(file.actions().values()).allMatch(action -> action.status().equals("SUCCEEDED"));
      assertThat(file.locks()).as("locks").isEmpty();
      assertThat(file.events()).as("events").hasSize(file.count("event_journal"));
      Ledger ledger = new Ledger(folder);
      ledger.checkComplete(file);
    }
  }

  /** Starts the engine, which must not come up, and returns what it said. */
  private String refusedToStart() throws IOException, InterruptedException {
    try (EngineProcess engine = EngineProcess.launch(folder, port)) {
      assertThat(engine.awaitEnd()).as("exit code; it said: %s", engine.log()).isBetween(1, 2);
      assertThat(engine.log()).doesNotContain("\tat ");
      return engine.log();
    }
  }

  private static void assertRefused(Reply reply, int status, String word) {
    assertThat(reply.status()).as("status of %s", reply.body()).isEqualTo(status);
    assertThat(reply.body().get("error").get("message").asString()).isNotBlank().contains(word);
  }

  private static String brokenSpec() {
    return """
    {"profile": {"name": "broken", "spec":
      {"type": "no.such.type", "version": "1.0", "properties": {}}}}""";
  }

  private static String cluster(String name, String profile) {
    return cluster(name, profile, "{}");
  }

  private static String cluster(String name, String profile, String metadata) {
    return """
    {"cluster": {"name": "%s", "profile_id": "%s", "desired_capacity": 2, "metadata": %s}}"""
        .formatted(name, profile, metadata);
  }
}
