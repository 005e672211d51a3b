package io.senlin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.senlin.acceptance.StateFile.ActionRow;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the engine again and again while it works, and looks at what is left each time. */
class EngineCrashIT {
  private static final int KILLS = 50;

  /** 20 clusters of 9 nodes: 200 actions, asked for anew before each kill. */
  private static final int CLUSTERS = 20;

  private static final int NODES = 9;
  private static final int CLIENTS = 4;
  private static final Set<String> OVER = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

  @TempDir private Path folder;

  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final Set<String> deadOwners = new HashSet<>();
  private String profile = "";

  @Test
  void losesNothingAndInventsNothingHoweverOftenItIsKilled() throws InterruptedException {
    long seed = Long.getLong("senlin.seed", System.nanoTime());
    try {
      killAgainAndAgain(new SplittableRandom(seed));
    } catch (IOException | SQLException | RuntimeException | AssertionError failure) {
      throw new AssertionError("with -Dsenlin.seed=" + seed + ": " + failure, failure);
    }
  }

  private void killAgainAndAgain(SplittableRandom random)
      throws IOException, InterruptedException, SQLException {
    int port = EngineProcess.freePort();
    EngineProcess.configure(folder, port);
    Ledger ledger = new Ledger(folder);
    for (int kill = 1; kill <= KILLS; kill++) {
      try (EngineProcess engine = EngineProcess.start(folder, port)) {
        assertDeadOwnNothing();
        if (profile.isEmpty()) {
          profile = engine.api().simulatedProfile("crash");
        }
        killUnderLoad(engine, kill, random);
      }
      look(ledger);
    }
    try (EngineProcess engine = EngineProcess.start(folder, port)) {
      assertDeadOwnNothing();
      awaitQuiet();
      assertThat(engine.stop()).as("exit code after SIGTERM").isIn(0, 128 + 15);
    }
    try (StateFile file = StateFile.copy(folder)) {
      ledger.checkComplete(file);
      assertThat(file.locks()).as("locks").isEmpty();
      assertThat(file.actions()).hasSizeGreaterThan(CLUSTERS * (NODES + 1));
    }
  }

  /** Lets clients ask for clusters, and kills the engine at a random moment in the middle of it. */
  private void killUnderLoad(EngineProcess engine, int round, SplittableRandom random)
      throws InterruptedException {
    List<Thread> clients = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      String prefix = "c" + round + "-" + client + "-";
      clients.add(Thread.ofVirtual().start(() -> askForClusters(engine.api(), prefix)));
    }
    Thread.sleep(random.nextInt(600));
    engine.kill();
    for (Thread client : clients) {
      client.join();
    }
  }

  private void askForClusters(Api api, String prefix) {
    try {
      for (int i = 0; i < CLUSTERS / CLIENTS; i++) {
        acknowledged.add(api.cluster(prefix + i, profile, NODES));
      }
    } catch (IOException | InterruptedException killed) {
      // that is the idea: what was not acknowledged may be there or not
    }
  }

  private void look(Ledger ledger) throws IOException, SQLException {
    try (StateFile file = StateFile.copy(folder)) {
      ledger.check(file);
      Set<String> missing = new HashSet<>(acknowledged);
      missing.removeAll(new HashSet<>(file.clusters()));
      assertThat(missing).as("clusters that were acknowledged and are not there").isEmpty();
      file.actions().values().stream()
          .map(ActionRow::owner)
          .filter(owner -> !owner.isEmpty())
          .forEach(deadOwners::add);
    }
  }

  /** An action that runs has an owner, and nothing is owned by an engine that was killed. */
  private void assertDeadOwnNothing() throws SQLException {
    try (StateFile file = StateFile.live(folder)) {
      assertThat(file.actions().values())
          .as("actions, given that %s were killed", deadOwners)
          .noneMatch(action -> action.status().equals("RUNNING") && action.owner().isEmpty())
          .noneMatch(action -> deadOwners.contains(action.owner()));
    }
  }

  /** Waits until no action is left to run and every dispatcher has everything. */
  private void awaitQuiet() {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              try (StateFile file = StateFile.live(folder)) {
                return file.actions().values().stream().allMatch(a -> OVER.contains(a.status()))
                    && file.count("event") == file.count("event_journal");
              }
            });
  }
}
