package io.senlin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * From saving a senlin.conf that switches a dispatcher on to its first event, in the packaged
 * program while events flow, against one second.
 */
final class SwitchingBenchmark implements Benchmark {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "switching";
  }

  @Override
  public List<Line> run(Scale scale, Scratch scratch) throws Exception {
    double[] seconds = new double[scale.rounds()];
    scratch.measure(
        folder -> {
          try (Program program = Program.start(folder, "")) {
            Thread work = Thread.ofVirtual().start(() -> keepBusy(program));
            for (int round = 0; round < seconds.length; round++) {
              seconds[round] = switchOn(program, folder.resolve("events-" + round + ".jsonl"));
            }
            work.interrupt();
            work.join();
          }
          return 0;
        });
    return List.of(
        new Figure(
            "saving senlin.conf to the new dispatcher's first event : 1 s",
            "s",
            Median.of(seconds),
            1,
            new Goal.AtMost(1)));
  }

  private static double switchOn(Program program, Path file)
      throws IOException, InterruptedException {
    long saved = System.nanoTime();
    program.reconfigure(
        """
        event_dispatchers = database
        event_dispatchers = jsonfile
        [dispatcher:jsonfile]
        path = %s
        exclude_derived_actions = false
        """
            .formatted(file));
    while (Files.notExists(file) || Files.size(file) == 0) {
      if (System.nanoTime() - saved > LIMIT.toNanos()) {
        throw new IOException("the dispatcher has no event after " + LIMIT);
      }
      Thread.sleep(1);
    }
    double seconds = (System.nanoTime() - saved) / 1e9;
    program.reconfigure("");
    Thread.sleep(Duration.ofMillis(1500)); // it is off again by then; the next round begins anew
    return seconds;
  }

  /** A new node every few milliseconds: some events at any time. */
  private static void keepBusy(Program program) {
    try {
      String profile =
          program.make(
              "/v1/profiles",
              """
              {"profile": {"name": "busy", "spec":
                {"type": "simulated.node", "version": "1.0", "properties": {}}}}""");
      for (int i = 0; true; i++) {
        program.make(
            "/v1/nodes",
            "{\"node\": {\"name\": \"busy-%d\", \"profile_id\": \"%s\"}}".formatted(i, profile));
        Thread.sleep(Duration.ofMillis(5));
      }
    } catch (IOException | InterruptedException over) {
      // the measurement has ended
    }
  }
}
