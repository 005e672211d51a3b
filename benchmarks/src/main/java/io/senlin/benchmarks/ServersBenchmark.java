package io.senlin.benchmarks;

import io.senlin.delivery.Refused;
import io.senlin.spi.Event;
import io.senlin.store.Store;
import io.senlin.store.StoreSettings;
import io.senlin.testkit.Events;
import io.senlin.testkit.databases.DatabaseServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * Events per second through the journal into the event table of a server, against what its driver
 * does by itself: in large batches, and with one insert per commit, which is what Senlin does.
 */
final class ServersBenchmark implements Benchmark {
  private static final int CALLERS = 128;
  private static final int BATCH = 500;

  /** One by one is slow: a part of the events will do. */
  private static final int PART = 20;

  @Override
  public String name() {
    return "servers";
  }

  @Override
  public List<Line> run(Scale scale, Scratch scratch) throws Exception {
    Servers servers = scratch.servers();
    return Stream.concat(
            compare("PostgreSQL", servers.postgres(), "reWriteBatchedInserts=true", scale),
            compare("MariaDB", servers.mariadb(), "useBulkStmts=true", scale))
        .toList();
  }

  private static Stream<Line> compare(String name, DatabaseServer server, String bulk, Scale scale)
      throws Exception {
    List<Event> events = Events.seeded(1).next(Math.max(1, scale.events() / CALLERS) * CALLERS);
    List<Event> part = events.subList(0, events.size() / PART);
    String ours = "journal + database on %s, %d callers : ".formatted(name, CALLERS);
    return Stream.of(
        new Comparison(
                ours + "raw batches",
                "events/s",
                () -> throughJournal(server, events),
                () -> raw(server, bulk, events, BATCH),
                new Goal.AtLeast(0.3))
            .run(scale.rounds()),
        new Comparison(
                ours + "one insert per commit",
                "events/s",
                () -> throughJournal(server, events),
                () -> raw(server, bulk, part, 1),
                new Goal.AtLeast(10))
            .run(scale.rounds()));
  }

  private static double raw(DatabaseServer server, String bulk, List<Event> events, int batch)
      throws SQLException {
    String database = Servers.newName();
    // makes the table with its indexes
    Store.open(StoreSettings.of(server.create(database))).close();
    try (Connection connection = server.connect(database, bulk)) {
      return new RawInsert(batch, at -> LocalDateTime.ofInstant(at, ZoneOffset.UTC))
          .run(connection, events);
    }
  }

  private static double throughJournal(DatabaseServer server, List<Event> events)
      throws ExecutionException, InterruptedException, Refused {
    StoreSettings settings = StoreSettings.of(server.create(Servers.newName()));
    try (Pipeline pipeline = Pipeline.open(settings, List.of())) {
      return pipeline.flow(events, CALLERS);
    }
  }
}
