package io.senlin.benchmarks;

import io.senlin.dispatchers.database.DatabaseDispatcher;
import io.senlin.dispatchers.database.EventRow;
import io.senlin.dispatchers.database.EventTable;
import io.senlin.spi.Event;
import io.senlin.store.Store;
import io.senlin.store.StoreSettings;
import io.senlin.store.retention.Archive;
import io.senlin.store.retention.Expired;
import io.senlin.store.retention.Purge;
import io.senlin.testkit.Events;
import io.senlin.testkit.databases.DatabaseServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * How long inserts take while half of a large event table is purged: the 99th percentile against
 * that on the same table without the purge. An insert is one event through the dispatcher {@code
 * database} and the store's writer, committed durably, by callers that never pause.
 *
 * <p>The table has {@code -Dpurge.events=N} events; without it far fewer than two million, for a
 * quick run; each line says how many.
 *
 * @param guest whether the purge has connections of its own, as that of a command has
 * @param home where the table is made
 */
record PurgeBenchmark(String name, String where, boolean guest, Home home) implements Benchmark {
  /** One for each kind of database. */
  static final List<PurgeBenchmark> ALL =
      List.of(
          new PurgeBenchmark("purge-sqlite", "SQLite, by the engine", false, Home.FILE),
          new PurgeBenchmark("purge-sqlite-guest", "SQLite, by a guest", true, Home.FILE),
          new PurgeBenchmark(
              "purge-postgresql",
              "PostgreSQL",
              true,
              (folder, servers) -> emptyOn(servers.postgres())),
          new PurgeBenchmark(
              "purge-mariadb", "MariaDB", true, (folder, servers) -> emptyOn(servers.mariadb())));

  private static final int CALLERS = 8;
  private static final int FILL = 1_000;
  private static final Goal GOAL = new Goal.AtMost(3);
  private static final Instant LIMIT = Instant.parse("2026-01-01T00:00:00Z");
  private static final String INSERT =
      "INSERT INTO event (id, \"timestamp\", oid, oname, otype, cluster_id, level, \"user\","
          + " project, action, status, status_reason, meta_data)"
          + " VALUES (?, ?, ?, 'node-1', 'NODE', ?, '20', 'user', 'project', 'NODE_CREATE', 'end',"
          + " 'Node creation succeeded.', '{}')";

  /** A database. */
  private interface Home {
    Home FILE = (folder, servers) -> StoreSettings.sqlite(folder.resolve("senlin.db"));

    StoreSettings empty(Path folder, Servers servers) throws IOException;
  }

  private static StoreSettings emptyOn(DatabaseServer server) {
    return StoreSettings.of(server.create(Servers.newName()));
  }

  @Override
  public List<Line> run(Scale scale, Scratch scratch) throws Exception {
    int events = Integer.getInteger("purge.events", scale.events() * 5);
    List<Line> lines = new ArrayList<>();
    scratch.measure(folder -> measure(home.empty(folder, scratch.servers()), events, lines));
    return lines;
  }

  /** Returns how long the purge took, in seconds. */
  private double measure(StoreSettings settings, int events, List<Line> lines)
      throws ExecutionException, InterruptedException {
    try (Store store = Store.open(settings);
        Store purging = guest ? Store.guest(settings) : store) {
      fill(store, events);
      Purge<EventRow> purge = new Purge<>(purging, EventTable.AGEING);
      Duration alone = Duration.ofMillis(Math.clamp(events / 100L, 100, 20_000));
      var _ = inserts(store, () -> Thread.sleep(alone));
      double[] without = inserts(store, () -> Thread.sleep(alone));
      long began = System.nanoTime();
      double[] with =
          inserts(store, () -> purge.run(Expired.before(LIMIT), Archive.none(), gone -> {}));
      double seconds = (System.nanoTime() - began) / 1e9;
      String of = "%,d of %,d events".formatted(events / 2, events);
      lines.add(
          new Figure(
              where + ": p99 of inserts, purging " + of + " : not",
              "us",
              percentile(with),
              percentile(without),
              GOAL));
      lines.add(new Reading(where + ": events purged", "events/s", events / 2.0 / seconds));
      lines.add(new Reading(where + ": inserts meanwhile", "events/s", with.length / seconds));
      return seconds;
    }
  }

  /** Half of them old, all with random ids. */
  private static void fill(Store store, int events) {
    for (int from = 0; from < events; from += FILL) {
      List<@Nullable Object[]> rows = new ArrayList<>(FILL);
      for (int i = from; i < Math.min(from + FILL, events); i++) {
        Instant at = i % 2 == 0 ? LIMIT.minusMillis(i + 1) : LIMIT.plusMillis(i);
        String node = UUID.randomUUID().toString();
        rows.add(new Object[] {UUID.randomUUID(), at, node, "cluster-" + i / 100});
      }
      store.write(
          session -> {
            session.batch(INSERT, rows);
            return rows.size();
          });
    }
  }

  /** Something during which events are inserted. */
  private interface Meanwhile {
    void run() throws InterruptedException;
  }

  /** How long each insert took, in microseconds. */
  private static double[] inserts(Store store, Meanwhile meanwhile)
      throws ExecutionException, InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    List<Future<List<Double>>> callers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < CALLERS; caller++) {
        Events events = Events.seeded(System.nanoTime() + caller);
        callers.add(threads.submit(() -> insertUntil(over, store, events)));
      }
      try {
        meanwhile.run();
      } finally {
        over.set(true);
      }
    }
    List<Double> all = new ArrayList<>();
    for (Future<List<Double>> caller : callers) {
      all.addAll(caller.get());
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<Double> insertUntil(AtomicBoolean over, Store store, Events events) {
    DatabaseDispatcher dispatcher = new DatabaseDispatcher(store);
    List<Double> micros = new ArrayList<>();
    while (!over.get() || micros.isEmpty()) {
      for (Event event : events.next(100)) {
        long began = System.nanoTime();
        dispatcher.dumpAll(List.of(event));
        micros.add((System.nanoTime() - began) / 1e3);
        if (over.get()) {
          return micros;
        }
      }
    }
    return micros;
  }

  private static double percentile(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * 0.99))];
  }
}
