package io.senlin.benchmarks;

import io.senlin.delivery.Refused;
import io.senlin.spi.Event;
import io.senlin.testkit.Events;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Events per second from their actions through the journal into the event table, against a raw
 * insert of the same rows into the same table.
 */
final class DatabaseBenchmark implements Benchmark {
  private static final int CALLERS = 64;

  @Override
  public String name() {
    return "database";
  }

  @Override
  public List<Line> run(Scale scale, Scratch scratch) throws Exception {
    List<Event> events = Events.seeded(1).next(scale.events() / CALLERS * CALLERS);
    return List.of(
        new Comparison(
                "journal + database, 64 callers : raw SQLite batches",
                "events/s",
                () -> scratch.measure(folder -> throughJournal(folder, events)),
                () -> scratch.measure(folder -> RawSqlite.insert(folder, events)),
                new Goal.AtLeast(0.5))
            .run(scale.rounds()));
  }

  private static double throughJournal(Path folder, List<Event> events)
      throws ExecutionException, InterruptedException, Refused {
    try (Pipeline pipeline = Pipeline.open(folder, List.of())) {
      return pipeline.flow(events, CALLERS);
    }
  }
}
