package io.senlin.benchmarks;

import java.util.Locale;

/** What was not measured, and why. */
record Skipped(String name, String reason) implements Line {
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%-62s skipped: %s", name, reason);
  }
}
