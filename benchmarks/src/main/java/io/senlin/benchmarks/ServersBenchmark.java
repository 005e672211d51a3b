package io.senlin.benchmarks;

import io.senlin.delivery.Refused;
import io.senlin.spi.Event;
import io.senlin.store.Store;
import io.senlin.store.StoreSettings;
import io.senlin.testkit.Events;
import io.senlin.testkit.databases.DatabaseServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Events per second through the journal into the event table of a server, against what its driver
 * does by itself: in large batches, and with one insert per commit, which is what Senlin does.
 */
final class ServersBenchmark implements Benchmark {
  private static final int CALLERS = 64;
  private static final int BATCH = 500;

  /** One by one is slow: a part of the events will do. */
  private static final int PART = 20;

  private final AtomicInteger databases = new AtomicInteger();

  @Override
  public String name() {
    return "servers";
  }

  @Override
  public List<Line> run(Scale scale, Scratch scratch) throws Exception {
    List<Line> lines = new ArrayList<>();
    Path postgres = Files.createDirectory(scratch.folder().resolve("postgres"));
    try (DatabaseServer server = DatabaseServer.postgres(postgres)) {
      lines.addAll(compare("PostgreSQL", server, "reWriteBatchedInserts=true", scale));
    }
    Path mariadb = Files.createDirectory(scratch.folder().resolve("mariadb"));
    try (DatabaseServer server = DatabaseServer.mariadb(mariadb)) {
      lines.addAll(compare("MariaDB", server, "useBulkStmts=true", scale));
    }
    return lines;
  }

  private List<Line> compare(String name, DatabaseServer server, String bulk, Scale scale)
      throws Exception {
    List<Event> events = Events.seeded(1).next(scale.events() / CALLERS * CALLERS);
    List<Event> part = events.subList(0, events.size() / PART);
    return List.of(
        new Comparison(
                "journal + database on " + name + " : raw batches",
                "events/s",
                () -> throughJournal(server, events),
                () -> raw(server, bulk, events, BATCH),
                new Goal.AtLeast(0.3))
            .run(scale.rounds()),
        new Comparison(
                "journal + database on " + name + " : one insert per commit",
                "events/s",
                () -> throughJournal(server, events),
                () -> raw(server, bulk, part, 1),
                new Goal.AtLeast(10))
            .run(scale.rounds()));
  }

  private String database() {
    return "senlin_" + databases.incrementAndGet();
  }

  private double raw(DatabaseServer server, String bulk, List<Event> events, int batch)
      throws SQLException {
    String database = database();
    // makes the table with its indexes
    Store.open(StoreSettings.of(server.create(database))).close();
    try (Connection connection = server.connect(database, bulk)) {
      return RawServer.insert(connection, events, batch);
    }
  }

  private double throughJournal(DatabaseServer server, List<Event> events)
      throws ExecutionException, InterruptedException, Refused {
    StoreSettings settings = StoreSettings.of(server.create(database()));
    try (Pipeline pipeline = Pipeline.open(settings, List.of())) {
      int each = events.size() / CALLERS;
      long start = System.nanoTime();
      Callers.run(
          CALLERS, each, (caller, round) -> pipeline.append(events.get(caller * each + round)));
      pipeline.awaitDelivered(events.size());
      return events.size() * 1e9 / (System.nanoTime() - start);
    }
  }
}
