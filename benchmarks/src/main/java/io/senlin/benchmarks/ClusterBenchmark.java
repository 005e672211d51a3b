package io.senlin.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A large cluster of simulated nodes in the packaged program, from its request to ACTIVE. */
final class ClusterBenchmark implements Benchmark {

  @Override
  public String name() {
    return "cluster";
  }

  @Override
  public List<Line> run(Scale scale, Scratch scratch) throws Exception {
    double[] seconds = new double[scale.rounds()];
    for (int round = 0; round < seconds.length; round++) {
      seconds[round] = scratch.measure(folder -> create(folder, scale.nodes()));
    }
    return List.of(
        new Reading(
            "a cluster of %,d simulated nodes, request to ACTIVE".formatted(scale.nodes()),
            "s",
            Median.of(seconds)));
  }

  private static double create(Path folder, int nodes) throws IOException, InterruptedException {
    try (Program program = Program.start(folder, "")) {
      return create(program, nodes);
    }
  }

  /** Makes a cluster and returns the seconds until it is ACTIVE. */
  static double create(Program program, int nodes) throws IOException, InterruptedException {
    String profile =
        program.make(
            "/v1/profiles",
            """
            {"profile": {"name": "large", "spec":
              {"type": "simulated.node", "version": "1.0", "properties": {}}}}""");
    long start = System.nanoTime();
    String cluster =
        program.make(
            "/v1/clusters",
            """
            {"cluster": {"name": "large", "profile_id": "%s", "desired_capacity": %d}}"""
                .formatted(profile, nodes));
    while (true) {
      String shown = program.get("/v1/clusters/" + cluster);
      if (shown.contains("\"ACTIVE\"")) {
        return (System.nanoTime() - start) / 1e9;
      }
      if (shown.contains("\"ERROR\"") || shown.contains("\"WARNING\"")) {
        throw new IllegalStateException("the cluster is not well: " + shown);
      }
      Thread.sleep(5);
    }
  }
}
