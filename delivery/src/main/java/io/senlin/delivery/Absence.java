package io.senlin.delivery;

/**
 * The events that were committed to the engine's own partition while a dispatcher was off, which it
 * does not get though it has yet to get some from before. Forgotten with the process: after a
 * restart in between, the dispatcher gets them too. Immutable.
 *
 * @param after the last event from before the dispatcher was switched off
 * @param last the last event from before it was switched on again
 */
record Absence(long after, long last) {
  /** Of a dispatcher that was not away. */
  static final Absence NONE = new Absence(0, 0);

  /** Whether this is the sequence of an event it does not get. */
  boolean holds(long sequence) {
    return sequence > after && sequence <= last;
  }

  /** How many of the events between two sequences, neither included, it does not get. */
  long between(long first, long end) {
    return Math.max(0, Math.min(end - 1, last) - Math.max(first, after));
  }
}
