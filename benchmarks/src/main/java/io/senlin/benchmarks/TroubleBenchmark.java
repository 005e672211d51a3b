package io.senlin.benchmarks;

import io.senlin.delivery.DispatcherSource;
import io.senlin.delivery.Refused;
import io.senlin.spi.Action;
import io.senlin.spi.Details;
import io.senlin.spi.Event;
import io.senlin.spi.EventBackend;
import io.senlin.spi.Level;
import io.senlin.testkit.Events;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** What a dispatcher that sleeps for ever, and one that always throws, cost everybody else. */
final class TroubleBenchmark implements Benchmark {
  private static final int CALLERS = 8;
  private static final List<DispatcherSource> TROUBLE =
      List.of(
          DispatcherSource.builtIn("sleeping", Sleeping::new),
          DispatcherSource.builtIn("throwing", Throwing::new));

  @Override
  public String name() {
    return "trouble";
  }

  @Override
  public List<Line> run(Scale scale, Scratch scratch) throws Exception {
    List<Event> events = Events.seeded(3).next(scale.events() / 4 / CALLERS * CALLERS);
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Comparison(
                "database beside a sleeping and a throwing one : alone",
                "events/s",
                () -> scratch.measure(folder -> speed(folder, TROUBLE, events)),
                () -> scratch.measure(folder -> speed(folder, List.of(), events)),
                new Goal.AtLeast(0.9))
            .run(scale.rounds()));
    lines.add(
        new Comparison(
                "an action's wait for its event beside the two : without them",
                "us",
                () -> scratch.measure(folder -> wait(folder, TROUBLE, events)),
                () -> scratch.measure(folder -> wait(folder, List.of(), events)),
                new Goal.AtMost(1.1))
            .run(scale.rounds()));
    return lines;
  }

  private static double speed(Path folder, List<DispatcherSource> others, List<Event> events)
      throws ExecutionException, InterruptedException, Refused {
    try (Pipeline pipeline = Pipeline.open(folder, others)) {
      return pipeline.flow(events, CALLERS);
    }
  }

  private static double wait(Path folder, List<DispatcherSource> others, List<Event> events)
      throws ExecutionException, InterruptedException, Refused {
    try (Pipeline pipeline = Pipeline.open(folder, others)) {
      return pipeline.append(events, CALLERS) / 1000.0 * CALLERS / events.size();
    }
  }

  /** Never returns by itself. */
  private static final class Sleeping extends EventBackend {
    @Override
    public void dump(Level level, Action action, Details details) throws InterruptedException {
      Thread.sleep(Duration.ofDays(1));
    }
  }

  /** Never delivers. */
  private static final class Throwing extends EventBackend {
    @Override
    public void dump(Level level, Action action, Details details) throws IOException {
      throw new IOException("no, never");
    }
  }
}
