package io.senlin.benchmarks;

import io.senlin.testkit.databases.DatabaseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A large cluster, from its request to ACTIVE, on one engine and on several on one server. */
final class EnginesBenchmark implements Benchmark {
  @Override
  public String name() {
    return "engines";
  }

  @Override
  public List<Line> run(Scale scale, Scratch scratch) throws Exception {
    List<Line> lines = new ArrayList<>();
    DatabaseServer postgres = scratch.servers().postgres();
    DatabaseServer mariadb = scratch.servers().mariadb();
    for (int engines = 1; engines <= scale.engines(); engines++) {
      lines.add(measure("PostgreSQL", postgres, engines, scale, scratch));
      lines.add(measure("MariaDB", mariadb, engines, scale, scratch));
    }
    return lines;
  }

  private static Line measure(
      String name, DatabaseServer server, int engines, Scale scale, Scratch scratch)
      throws Exception {
    double[] seconds = new double[scale.rounds()];
    for (int round = 0; round < seconds.length; round++) {
      seconds[round] =
          scratch.measure(
              folder -> create(folder, server.create(Servers.newName()), engines, scale.nodes()));
    }
    return new Reading(
        "a cluster of %,d simulated nodes on %s with %d engines, request to ACTIVE"
            .formatted(scale.nodes(), name, engines),
        "s",
        Median.of(seconds));
  }

  private static double create(Path folder, String database, int engines, int nodes)
      throws IOException, InterruptedException {
    Deque<Program> programs = new ArrayDeque<>();
    try {
      for (int i = 0; i < engines; i++) {
        Path own = Files.createDirectory(folder.resolve("engine" + i));
        programs.push(Program.start(own, "[database]\nconnection = " + database));
      }
      return ClusterBenchmark.create(programs.peekLast(), nodes);
    } finally {
      programs.forEach(Program::close);
    }
  }
}
