package io.senlin.engine;

import static org.awaitility.Awaitility.await;

import io.senlin.engine.simulated.SimulatedNodes;
import io.senlin.journal.StoredJournal;
import io.senlin.spi.Event;
import io.senlin.store.Store;
import io.senlin.store.StoreSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** One of several engines on a database server, with all that a process of its own would have. */
final class Member implements AutoCloseable {
  /** So long that the engine reports in only once while a test runs, as one that is stopped. */
  static final Duration SILENT = Duration.ofHours(1);

  static final Duration QUICK = Duration.ofSeconds(3);

  final Store store;
  final Membership membership;
  final StoredJournal journal;
  final Engine engine;
  final CountDownLatch fenced = new CountDownLatch(1);
  final Served lanes;

  /** What is delivered, played: every partition counts as wholly delivered when told so. */
  static final class Served implements Lanes {
    final List<List<String>> served = new CopyOnWriteArrayList<>();
    private final StoredJournal journal;
    volatile long ownEventsWhenServing = -1;
    volatile boolean delivered;

    /** How often the engine has asked, once a round, for the partition of another one. */
    final AtomicInteger asked = new AtomicInteger();

    Served(StoredJournal journal) {
      this.journal = journal;
    }

    @Override
    public void serve(List<String> partitions) {
      served.add(partitions);
      if (partitions.size() > 1) {
        ownEventsWhenServing = journal.head(journal.partition());
      }
    }

    @Override
    public boolean delivered(String partition) {
      asked.incrementAndGet();
      return delivered;
    }
  }

  Member(String url, int threads, Duration lease, Optional<String> predecessor) {
    EngineSettings settings = settings(threads).withLease(lease);
    store = Store.open(StoreSettings.of(url));
    membership = Membership.join(store, settings, predecessor, fenced::countDown);
    journal = StoredJournal.open(store, Clock.systemUTC(), membership.partition());
    lanes = new Served(journal);
    engine =
        Engine.start(
            membership,
            lanes,
            store,
            journal,
            settings,
            List.of(new SimulatedNodes()),
            Clock.systemUTC());
  }

  private static EngineSettings settings(int threads) {
    return new EngineSettings(
        "lab",
        Duration.ofHours(1),
        2000,
        100,
        3,
        Duration.ofHours(1),
        true,
        threads,
        Duration.ofHours(1),
        Duration.ofMillis(300));
  }

  ActionRecord action(String id) {
    return store.read(tx -> ActionRows.find(tx, id)).orElseThrow();
  }

  ActionRecord ended(String id) {
    await().atMost(Lab.LIMIT).until(() -> action(id).status().ended());
    return action(id);
  }

  /** What is in a partition, whoever appended it. */
  List<Event> events(String partition) {
    return store.read(tx -> journal.read(partition, 0, 100_000));
  }

  /** The events of one action in a partition as {@code INFO start 0d7f0485}. */
  List<String> events(String partition, String action) {
    return events(partition).stream()
        .filter(event -> event.action().id().equals(action))
        .map(
            event ->
                "%s %s %s"
                    .formatted(event.level(), event.details().phase(), event.details().reason()))
        .toList();
  }

  int locks() {
    return store.read(
        tx ->
            tx.query("SELECT cluster_id FROM cluster_lock", row -> row.text("cluster_id")).size()
                + tx.query("SELECT node_id FROM node_lock", row -> row.text("node_id")).size());
  }

  Optional<String> owner(String partition) {
    return store
        .read(
            tx ->
                tx.first(
                    "SELECT owner FROM event_partition WHERE name = ?",
                    row -> row.optionalText("owner"),
                    partition))
        .orElseThrow();
  }

  @Override
  public void close() {
    engine.close();
    membership.close();
    store.close();
  }
}
