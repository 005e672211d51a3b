package io.senlin.benchmarks;

/**
 * Two measurements, taken in turns so that both meet the same machine.
 *
 * @param ours what the engine does
 * @param reference what it is compared with
 */
record Comparison(String name, String unit, Measurement ours, Measurement reference, Goal goal) {

  /** One round for warming up, then {@code rounds} that count. */
  Figure run(int rounds) throws Exception {
    double[] us = new double[rounds];
    double[] them = new double[rounds];
    reference.measure();
    ours.measure();
    for (int round = 0; round < rounds; round++) {
      them[round] = reference.measure();
      us[round] = ours.measure();
    }
    return new Figure(name, unit, Median.of(us), Median.of(them), goal);
  }
}
