package io.senlin.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures and prints; each line names what is compared, then ours : reference, their ratio and its
 * goal. Arguments choose benchmarks by the beginnings of their names; without any all are run.
 */
public final class Benchmarks {
  private static final List<Benchmark> ALL =
      Stream.concat(
              Stream.of(
                  new DatabaseBenchmark(),
                  new ServersBenchmark(),
                  new JsonFileBenchmark(),
                  new MessageBenchmark(),
                  new ActionBenchmark(),
                  new TroubleBenchmark(),
                  new ClusterBenchmark(),
                  new EnginesBenchmark(),
                  new SwitchingBenchmark()),
              PurgeBenchmark.ALL.stream())
          .toList();

  private Benchmarks() {}

  /** Runs them at full scale; exits with 1 if a goal is missed, with 2 if a name is of none. */
  public static void main(String[] names) throws Exception {
    @SuppressWarnings("SystemOut") // it is a program
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String name : names) {
      if (chosen(List.of(name)).isEmpty()) {
        String all = ALL.stream().map(Benchmark::name).collect(Collectors.joining(", "));
        out.println("no benchmark begins with '" + name + "'; there are " + all);
        System.exit(2);
      }
    }
    Path folder = Files.createDirectories(Path.of("target")).toAbsolutePath();
    List<Line> lines = run(Scale.FULL, folder, List.of(names), out);
    List<Line> missed =
        lines.stream().filter(line -> line instanceof Figure figure && !figure.met()).toList();
    out.println(missed.isEmpty() ? "all goals met" : missed.size() + " goals missed");
    System.exit(missed.isEmpty() ? 0 : 1);
  }

  /**
   * Runs some benchmarks.
   *
   * @param folder on the disk to measure; left as it was
   * @param names how the names of those begin that are run; all are if empty
   */
  static List<Line> run(Scale scale, Path folder, List<String> names, PrintStream out)
      throws Exception {
    Path scratch = Files.createTempDirectory(folder, "benchmarks");
    List<Line> lines = new ArrayList<>();
    try (Servers servers = new Servers(scratch)) {
      for (Benchmark benchmark : chosen(names)) {
        List<Line> some = benchmark.run(scale, new Scratch(scratch, servers));
        some.forEach(out::println);
        lines.addAll(some);
      }
    } finally {
      Scratch.delete(scratch);
    }
    return lines;
  }

  private static List<Benchmark> chosen(List<String> names) {
    return ALL.stream()
        .filter(
            benchmark -> names.isEmpty() || names.stream().anyMatch(benchmark.name()::startsWith))
        .toList();
  }
}
