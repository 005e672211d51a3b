package io.senlin.benchmarks;

/**
 * How much is measured.
 *
 * @param rounds that count, for each figure
 * @param events that flow in one round
 * @param transactions that one caller makes in one round, where one waits for each
 * @param nodes of the large cluster
 * @param engines that share a database at most
 */
record Scale(int rounds, int events, int transactions, int nodes, int engines) {
  /** For figures: a few minutes. */
  static final Scale FULL = new Scale(3, 40_000, 400, 1_000, 3);

  /** For seeing that everything runs: seconds. */
  static final Scale TINY = new Scale(1, 200, 5, 10, 1);
}
