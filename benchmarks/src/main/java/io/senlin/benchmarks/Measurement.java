package io.senlin.benchmarks;

/** Does something once and says what came out: a speed, a time. */
@FunctionalInterface
interface Measurement {
  /** Starts from nothing each time; what it leaves behind must not slow the next one down. */
  double measure() throws Exception;
}
