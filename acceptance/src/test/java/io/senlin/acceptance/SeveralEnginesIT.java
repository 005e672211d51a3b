package io.senlin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.senlin.acceptance.ServerState.Entry;
import io.senlin.acceptance.ServerState.Partition;
import io.senlin.testkit.databases.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three engines on one database server, of which again and again one is killed, or stopped for
 * longer than its lease. Short by default; {@code -Dsenlin.rounds=20 -Dsenlin.clusters=500} is the
 * whole of it.
 */
class SeveralEnginesIT {
  private static final int ROUNDS = Integer.getInteger("senlin.rounds", 1);
  private static final int CLUSTERS = Integer.getInteger("senlin.clusters", 60);
  private static final int NODES = 3;
  private static final int CLIENTS = 6;
  private static final int LEASE_SECONDS = 4;
  private static final Duration QUIET_LIMIT = Duration.ofMinutes(4);

  /** Starts and retries that a warning ended, and at last one start with its one end. */
  private static final String WHOLE = "(start warning )*start (end|error) ";

  private final List<Fellow> engines = new ArrayList<>();
  private final Map<String, StringBuilder> stories = new HashMap<>();
  private final Map<String, List<String>> eventsOfAction = new HashMap<>();
  private final AtomicInteger names = new AtomicInteger();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    engines.forEach(Fellow::close);
  }

  @Test
  void endEveryActionOnceOnPostgres() throws IOException, InterruptedException, SQLException {
    run(TestDatabases.postgres());
  }

  @Test
  void endEveryActionOnceOnMariaDb() throws IOException, InterruptedException, SQLException {
    run(TestDatabases.mariadb());
  }

  private void run(String database) throws IOException, InterruptedException, SQLException {
    long seed = Long.getLong("senlin.seed", System.nanoTime());
    int round = 0;
    try (ServerState state = ServerState.open(database)) {
      for (int i = 0; i < 3; i++) {
        engines.add(Fellow.launch(folder.resolve("engine" + i), database, LEASE_SECONDS));
        engines.getLast().awaitUp();
      }
      state.numberArrivals();
      String profile = engines.getFirst().api().simulatedProfile("brief", 0.3);
      SplittableRandom random = new SplittableRandom(seed);
      for (round = 1; round <= ROUNDS; round++) {
        round(state, profile, random);
        look(state);
      }
    } catch (IOException | SQLException | RuntimeException | AssertionError failure) {
      throw new AssertionError(
          "in round %d with -Dsenlin.seed=%d: %s\n%s".formatted(round, seed, failure, logs()),
          failure);
    }
  }

  private String logs() throws IOException {
    StringBuilder logs = new StringBuilder();
    for (Fellow engine : engines) {
      logs.append(engine.log()).append("\n----\n");
    }
    return logs.toString();
  }

  /** Asks for clusters on all engines while one after the other is mistreated. */
  private void round(ServerState state, String profile, SplittableRandom random)
      throws IOException, InterruptedException, SQLException {
    AtomicInteger left = new AtomicInteger(CLUSTERS);
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      SplittableRandom own = random.split();
      clients.add(Thread.ofVirtual().start(() -> askForClusters(left, profile, own)));
    }
    boolean kill = random.nextBoolean();
    for (int harm = 0; harm < 2 || left.get() > 0; harm++) {
      Thread.sleep(random.nextInt(500, 2_000)); // the engines work meanwhile
      Fellow victim = engines.get(random.nextInt(engines.size()));
      if (kill) {
        victim.kill();
        Thread.sleep(random.nextInt(2_000));
        victim.launchAgain();
        victim.awaitUp();
      } else {
        stopForLongerThanItsLease(state, victim);
      }
      kill = !kill;
    }
    for (Thread client : clients) {
      client.join();
    }
  }

  private static void stopForLongerThanItsLease(ServerState state, Fellow victim)
      throws IOException, InterruptedException, SQLException {
    String id = victim.id();
    Optional<Partition> appended = state.partitionOf(id);
    victim.signal("STOP");
    try {
      await().atMost(QUIET_LIMIT).until(() -> !state.engines().contains(id));
      if (appended.isPresent()) {
        Partition fenced = state.partition(appended.get().name());
        victim.signal("CONT");
        await()
            .atMost(QUIET_LIMIT)
            .until(() -> !victim.id().equals(id) && state.engines().contains(victim.id()));
        victim.awaitUp();
        Partition later = state.partition(fenced.name());
        if (later.owner().equals(fenced.owner())) { // else somebody appends to it rightly
          assertThat(later.head()).as("head of %s after the fence", later).isEqualTo(fenced.head());
        }
      }
    } finally {
      victim.signal("CONT");
    }
  }

  private void askForClusters(AtomicInteger left, String profile, SplittableRandom random) {
    while (left.get() > 0) {
      Fellow engine = engines.get(random.nextInt(engines.size()));
      try {
        engine.api().cluster("c" + names.incrementAndGet(), profile, NODES);
        left.decrementAndGet();
      } catch (IOException | AssertionError unavailable) {
        LockSupport.parkNanos(20_000_000); // it is down: another one is asked soon
      } catch (InterruptedException stop) {
        return;
      }
    }
  }

  private void look(ServerState state) throws IOException, SQLException {
    await()
        .atMost(QUIET_LIMIT)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> state.unfinished() == 0 && delivered(state));
    assertThat(state.locks()).as("locks").isEmpty();
    for (Entry entry : state.newInJournal()) {
      boolean retry = entry.level().equals("WARNING");
      stories
          .computeIfAbsent(entry.action(), action -> new StringBuilder())
          .append(retry ? "warning" : entry.phase())
          .append(' ');
      eventsOfAction.computeIfAbsent(entry.action(), action -> new ArrayList<>()).add(entry.id());
    }
    for (Map.Entry<String, String> action : state.actions().entrySet()) {
      assertThat(String.valueOf(stories.get(action.getKey())))
          .as("events of %s", action)
          .matches(WHOLE);
    }
    assertThat(stories.keySet()).isEqualTo(state.actions().keySet());
    List<String> rows = state.events();
    assertInOrder("the event table", rows);
    Set<String> lines = new HashSet<>();
    for (Fellow engine : engines) {
      Set<String> own = engine.lines();
      assertInOrder("a file of " + engine.id(), own);
      lines.addAll(own);
    }
    assertThat(lines).as("all lines of JSON").isEqualTo(new HashSet<>(rows));
  }

  private boolean delivered(ServerState state) throws IOException, SQLException {
    int events = state.count("event_journal");
    if (state.count("event") != events) {
      return false;
    }
    Set<String> lines = new HashSet<>();
    for (Fellow engine : engines) {
      lines.addAll(engine.lines());
    }
    return lines.size() == events;
  }

  /** The events of each action are in their order, as far as they are there. */
  private void assertInOrder(String what, Collection<String> ids) {
    Map<String, Integer> places = new HashMap<>();
    for (String id : ids) {
      places.putIfAbsent(id, places.size());
    }
    for (Map.Entry<String, List<String>> action : eventsOfAction.entrySet()) {
      List<Integer> seen =
          action.getValue().stream().filter(places::containsKey).map(places::get).toList();
      assertThat(seen).as("%s, places of %s", what, action).isSorted();
    }
  }
}
