package io.senlin.benchmarks;

import java.util.Locale;

/** What a ratio should be. */
sealed interface Goal {
  /** Whether {@code ratio} is good enough. */
  boolean metBy(double ratio);

  /** Not less than {@code bound}: for speeds. */
  record AtLeast(double bound) implements Goal {
    @Override
    public boolean metBy(double ratio) {
      return ratio >= bound;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, ">= %.2f", bound);
    }
  }

  /** Not more than {@code bound}: for costs. */
  record AtMost(double bound) implements Goal {
    @Override
    public boolean metBy(double ratio) {
      return ratio <= bound;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "<= %.2f", bound);
    }
  }

  /** Whatever it is: a figure to know. */
  record None() implements Goal {
    @Override
    public boolean metBy(double ratio) {
      return true;
    }
  }
}
