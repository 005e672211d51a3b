package io.senlin.benchmarks;

import java.util.Locale;

/**
 * One line of the report: medians over the rounds.
 *
 * @param ours what the engine does
 * @param reference what it is compared with: the ceiling, or the same without the thing measured
 */
record Figure(String name, String unit, double ours, double reference, Goal goal) implements Line {

  double ratio() {
    return ours / reference;
  }

  boolean met() {
    return goal.metBy(ratio());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-62s %,11.1f : %,11.1f %-9s ratio %5.2f%s",
        name,
        ours,
        reference,
        unit,
        ratio(),
        judgement());
  }

  private String judgement() {
    return switch (goal) {
      case Goal.None _ -> "";
      case Goal.AtLeast _, Goal.AtMost _ -> ", goal " + goal + ": " + (met() ? "met" : "MISSED");
    };
  }
}
