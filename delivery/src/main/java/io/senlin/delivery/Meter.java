package io.senlin.delivery;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * What there is to say of one dispatcher: its state and its counts, over all workers it has had.
 * Written by the worker once a batch, read by anybody. Thread-safe.
 */
final class Meter {
  /** State and errors, always of one moment. */
  record Condition(
      DispatcherState state,
      Instant since,
      Optional<String> lastError,
      Optional<Instant> lastErrorAt,
      Optional<Instant> nextAttempt) {}

  private final InstantSource clock;
  private final LongAdder delivered = new LongAdder();
  private final LongAdder filtered = new LongAdder();
  private final LongAdder retried = new LongAdder();
  private final LongAdder dead = new LongAdder();
  private final LongAdder missed = new LongAdder();
  private volatile Condition condition;

  /** All counts at nothing, and switched off since some time. */
  Meter(InstantSource clock, Instant disabledSince) {
    this.clock = clock;
    this.condition =
        new Condition(
            DispatcherState.DISABLED,
            disabledSince,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  void delivered(int events) {
    delivered.add(events);
  }

  void filtered(int events) {
    filtered.add(events);
  }

  void retried() {
    retried.increment();
  }

  void dead(long events) {
    dead.add(events);
  }

  void missed(long events) {
    missed.add(events);
  }

  /** Goes to a state in which nothing waits for another attempt. */
  void is(DispatcherState state) {
    Condition now = condition;
    if (now.state() != state || now.nextAttempt().isPresent()) {
      Instant since = now.state() == state ? now.since() : clock.instant();
      condition = new Condition(state, since, now.lastError(), now.lastErrorAt(), Optional.empty());
    }
  }

  /** Goes to a state because of an error. */
  void failed(DispatcherState state, String error, Optional<Instant> nextAttempt) {
    Condition now = condition;
    Instant time = clock.instant();
    Instant since = now.state() == state ? now.since() : time;
    condition = new Condition(state, since, Optional.of(error), Optional.of(time), nextAttempt);
  }

  Condition condition() {
    return condition;
  }

  long delivered() {
    return delivered.sum();
  }

  long filtered() {
    return filtered.sum();
  }

  long retries() {
    return retried.sum();
  }

  long dead() {
    return dead.sum();
  }

  long missed() {
    return missed.sum();
  }
}
