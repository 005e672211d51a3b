package io.senlin.benchmarks;

import java.util.Locale;

/** A median that is compared with nothing. */
record Reading(String name, String unit, double value) implements Line {
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%-62s %,11.2f   %11s %s", name, value, "", unit);
  }
}
