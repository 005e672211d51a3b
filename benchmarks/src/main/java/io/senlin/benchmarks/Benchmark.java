package io.senlin.benchmarks;

import java.util.List;

/** Measures one property of the engine. */
interface Benchmark {
  /** By which it is chosen on the command line. */
  String name();

  /** Takes all its measurements; works in {@code scratch}. */
  List<Line> run(Scale scale, Scratch scratch) throws Exception;
}
