package io.senlin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.senlin.engine.profile.ProfileType;
import io.senlin.journal.StoredJournal;
import io.senlin.spi.Context;
import io.senlin.spi.Event;
import io.senlin.store.Store;
import io.senlin.store.StoreSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An engine on a database of its own, with what tests ask of it. */
final class Lab implements AutoCloseable {
  static final Context CONTEXT = new Context("user1", "project1", Optional.empty(), "req-1");
  static final EngineSettings SETTINGS = settings(3, Duration.ofSeconds(10));
  static final Duration LIMIT = Duration.ofMinutes(2);

  final Store store;
  final StoredJournal journal;
  final EngineSettings settings;
  final List<ProfileType> types;
  Engine engine;

  /**
   * Starts an engine.
   *
   * @param database the URL of its database
   */
  Lab(String database, EngineSettings settings, List<ProfileType> types) {
    this.store = Store.open(StoreSettings.of(database));
    this.journal = StoredJournal.open(store, Clock.systemUTC(), "lab");
    this.settings = settings;
    this.types = types;
    this.engine = start();
  }

  /** The URL of an SQLite file in a directory. */
  static String sqlite(Path directory) {
    return "sqlite:///" + directory.resolve("senlin.db");
  }

  static EngineSettings settings(int lockRetries, Duration lockRetryInterval) {
    return settings(lockRetries, lockRetryInterval, Duration.ofMillis(300));
  }

  static EngineSettings settings(int lockRetries, Duration lockRetryInterval, Duration stopLimit) {
    return new EngineSettings(
        "lab",
        Duration.ofHours(1),
        2000,
        100,
        lockRetries,
        lockRetryInterval,
        true,
        1000,
        Duration.ofSeconds(60),
        stopLimit);
  }

  private Engine start() {
    return Engine.start(store, journal, settings, types, Clock.systemUTC());
  }

  /** Stops the engine and starts another one on the same database. */
  void restart() {
    engine.close();
    engine = start();
  }

  ProfileRecord profile(String name, Map<String, Object> properties) throws Refused {
    return profile(name, "simulated.node", properties);
  }

  ProfileRecord profile(String name, String type, Map<String, Object> properties) throws Refused {
    Map<String, Object> spec = Map.of("type", type, "version", "1.0", "properties", properties);
    return engine.profiles().create(CONTEXT, new ProfileRequest(name, spec, Map.of()));
  }

  /** A cluster, once its creation has ended. */
  String cluster(String name, String profile, int size) throws Refused {
    Accepted<ClusterView> made = engine.clusters().create(CONTEXT, request(name, profile, size));
    ended(made.actionId());
    return made.subject().cluster().id();
  }

  static ClusterRequest request(String name, String profile, int size) {
    return new ClusterRequest(
        name,
        profile,
        Optional.empty(),
        Optional.empty(),
        Optional.of(size),
        Optional.empty(),
        Map.of(),
        Map.of());
  }

  /** A node outside any cluster, once its creation has ended. */
  String node(String name, String profile) throws Refused {
    Accepted<NodeView> made =
        engine
            .nodes()
            .create(CONTEXT, new NodeRequest(name, profile, Optional.empty(), "", Map.of()));
    ended(made.actionId());
    return made.subject().node().id();
  }

  /** An action, once it has ended. */
  ActionRecord ended(String actionId) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> action(actionId).status().ended());
    return action(actionId);
  }

  ActionRecord action(String actionId) {
    try {
      return engine.actions().show(CONTEXT, actionId);
    } catch (Refused gone) {
      throw new AssertionError(gone);
    }
  }

  ClusterRecord cluster(String identity) throws Refused {
    return engine.clusters().show(CONTEXT, identity).cluster();
  }

  NodeRecord node(String identity) throws Refused {
    return engine.nodes().show(CONTEXT, identity, false).node();
  }

  List<NodeRecord> members(String cluster) throws Refused {
    return engine
        .nodes()
        .list(
            CONTEXT,
            new Listing(
                Map.of("cluster_id", List.of(cluster)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false))
        .stream()
        .map(NodeView::node)
        .toList();
  }

  /** The events of all that readers of the database can see. */
  List<Event> events() {
    int _ = store.write(tx -> 0); // what follows the commits before this one is done then
    return journal.read(journal.partition(), 0, 100_000);
  }

  /** The events of one action as {@code INFO start 0d7f0485}. */
  List<String> events(String actionId) {
    return events().stream()
        .filter(event -> event.action().id().equals(actionId))
        .map(
            event ->
                "%s %s %s"
                    .formatted(event.level(), event.details().phase(), event.details().reason()))
        .toList();
  }

  void assertNoLocks() {
    int locks =
        store.read(
            tx ->
                tx.query("SELECT cluster_id FROM cluster_lock", row -> row.text("cluster_id"))
                        .size()
                    + tx.query("SELECT node_id FROM node_lock", row -> row.text("node_id")).size());
    assertThat(locks).isZero();
  }

  @Override
  public void close() {
    engine.close();
    store.close();
  }
}
