package io.senlin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.senlin.testkit.databases.DatabaseServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The database server is restarted, killed and cut off while the engine works. {@code
 * -Dsenlin.outage.seconds=60} cuts it off for a minute.
 */
final class OutageIT {
  private static final Duration CUT = Duration.ofSeconds(Long.getLong("senlin.outage.seconds", 15));

  /** For refusals. Who was in the middle of a commit is answered when the server is back. */
  private static final Duration PROMPT = Duration.ofSeconds(20);

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int CLIENTS = 3;
  private static final int NODES = 3;
  private static final int ID_START = "{'id':'".length();
  private static final int ID_END = ID_START + 36;

  @TempDir private Path folder;

  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean working = new AtomicBoolean(true);

  @Test
  void ofPostgresql() throws IOException, InterruptedException, SQLException {
    try (DatabaseServer server = DatabaseServer.postgres(Files.createDirectory(at("server")))) {
      rideOut(server);
    }
  }

  @Test
  void ofMariaDb() throws IOException, InterruptedException, SQLException {
    try (DatabaseServer server = DatabaseServer.mariadb(Files.createDirectory(at("server")))) {
      rideOut(server);
    }
  }

  private Path at(String name) {
    return folder.resolve(name);
  }

  private void rideOut(DatabaseServer server)
      throws IOException, InterruptedException, SQLException {
    int port = EngineProcess.freePort();
    try (Cable cable = Cable.to(server.port())) {
      EngineProcess.configure(folder, port);
      String url = server.create("senlin").replace(":" + server.port(), ":" + cable.port());
      Files.writeString(
          at("senlin.conf"),
          Files.readString(at("senlin.conf")) + "\n[database]\nconnection = " + url + "\n");
      try (EngineProcess engine = EngineProcess.start(folder, port)) {
        String profile = engine.api().simulatedProfile("outage");
        List<Thread> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
          String prefix = "c" + client + "-";
          clients.add(Thread.ofVirtual().start(() -> work(engine.api(), prefix, profile)));
        }
        awaitProgress();

        server.stop();
        awaitRefusal(engine.api());
        server.start();
        awaitProgress();

        server.kill();
        awaitRefusal(engine.api());
        server.start();
        awaitProgress();

        cable.cut();
        awaitRefusal(engine.api());
        Thread.sleep(CUT);
        cable.mend();
        awaitProgress();

        working.set(false);
        for (Thread client : clients) {
          client.join();
        }
        try (Connection database = server.connect("senlin")) {
          awaitQuiet(database);
          check(database);
        }
        assertThat(engine.stop()).as("exit code after SIGTERM").isIn(0, 128 + 15);
      }
    }
  }

  /** Asks for one cluster after the other, and writes down what no client should see. */
  private void work(Api api, String prefix, String profile) {
    for (int i = 0; working.get(); i++) {
      long began = System.nanoTime();
      try {
        Reply reply = api.post("/v1/clusters", body(prefix + i, profile));
        if (reply.status() == 503) {
          long took = System.nanoTime() - began;
          if (took > PROMPT.toNanos()) {
            wrong.add("a refusal that took " + took / 1_000_000 + " ms");
          }
          if (!reply.body().path("error").path("message").asString("").contains("database")) {
            wrong.add("no clear answer: " + reply);
          }
          Thread.sleep(100);
        } else if (reply.status() / 100 == 2) {
          acknowledged.add(reply.body().get("cluster").get("id").asString());
        } else {
          wrong.add("an answer that is neither: " + reply);
        }
      } catch (IOException failure) {
        wrong.add("no answer: " + failure);
      } catch (InterruptedException stop) {
        return;
      }
    }
  }

  private static String body(String name, String profile) {
    return """
    {"cluster": {"name": "%s", "profile_id": "%s", "desired_capacity": %d,
      "min_size": 0, "max_size": -1}}"""
        .formatted(name, profile, NODES);
  }

  private void awaitProgress() {
    int before = acknowledged.size();
    await().atMost(LIMIT).until(() -> acknowledged.size() >= before + CLIENTS);
  }

  private static void awaitRefusal(Api api) {
    await().atMost(LIMIT).until(() -> api.get("/v1/clusters?limit=1").status() == 503);
  }

  /** Waits until no action is left to run and every dispatcher has everything. */
  private void awaitQuiet(Connection database) {
    String running =
        "SELECT count(*) FROM action WHERE status NOT IN ('SUCCEEDED', 'FAILED', 'CANCELLED')";
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              assertThat(strings(database, running)).containsExactly("0");
              List<String> journal = strings(database, "SELECT count(*) FROM event_journal");
              assertThat(strings(database, "SELECT count(*) FROM event")).isEqualTo(journal);
              assertThat(new HashSet<>(lines())).hasSize(Integer.parseInt(journal.getFirst()));
            });
  }

  private void check(Connection database) throws IOException, SQLException {
    assertThat(wrong).isEmpty();
    Set<String> missing = new HashSet<>(acknowledged);
    missing.removeAll(new HashSet<>(strings(database, "SELECT id FROM cluster")));
    assertThat(missing).as("clusters that were acknowledged and are not there").isEmpty();
    Set<String> locks = new HashSet<>(strings(database, "SELECT cluster_id FROM cluster_lock"));
    locks.addAll(strings(database, "SELECT node_id FROM node_lock"));
    assertThat(locks).as("locks").isEmpty();

    List<String> journal = new ArrayList<>();
    Map<String, List<String>> phases = new LinkedHashMap<>();
    try (Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT payload FROM event_journal ORDER BY sequence")) {
      while (rows.next()) {
        JsonNode event = JsonMapper.shared().readTree(rows.getBytes(1));
        journal.add(event.get("id").asString());
        phases
            .computeIfAbsent(event.get("action").get("id").asString(), id -> new ArrayList<>())
            .add(event.get("phase").asString());
      }
    }
    for (String action : strings(database, "SELECT id FROM action")) {
      assertThat(phases.getOrDefault(action, List.of()))
          .as("events of the action %s", action)
          .isIn(List.of("start", "end"), List.of("start", "error"), List.of("error"));
    }
    assertThat(new HashSet<>(strings(database, "SELECT id FROM event")))
        .as("the event table")
        .isEqualTo(new HashSet<>(journal));
    assertThat(new ArrayList<>(new LinkedHashSet<>(lines())))
        .as("the lines of JSON, without repetitions")
        .isEqualTo(journal);
  }

  private static List<String> strings(Connection database, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  /** The ids in the file of JSON lines. */
  private List<String> lines() throws IOException {
    return Files.readString(at("events.jsonl"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.length() > ID_END)
        .map(line -> line.substring(ID_START, ID_END))
        .toList();
  }
}
