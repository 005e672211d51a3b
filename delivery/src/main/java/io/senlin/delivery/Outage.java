package io.senlin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stretch of time in which something does not work, tried again with growing pauses: says one
 * line when it begins and one when it is over, and nothing in between. Used by one thread.
 */
final class Outage {
  private static final Logger log = LoggerFactory.getLogger(Outage.class);
  private static final Duration LONGEST_PAUSE = Duration.ofDays(365);

  private final String name;
  private final String trouble;
  private final DispatcherState state;
  private final Plan plan;
  private final Backoff backoff;
  private final Meter meter;
  private final InstantSource clock;
  private int attempts;
  private int inARow;
  private Instant began = Instant.EPOCH;

  /**
   * @param trouble completes "dispatcher 'x' …": {@code cannot be opened}
   * @param state the dispatcher's while it lasts
   */
  Outage(
      String trouble,
      DispatcherState state,
      Plan plan,
      Backoff backoff,
      Meter meter,
      InstantSource clock) {
    this.name = plan.name();
    this.trouble = trouble;
    this.state = state;
    this.plan = plan;
    this.backoff = backoff;
    this.meter = meter;
    this.clock = clock;
  }

  /**
   * An attempt failed.
   *
   * @param atLeast what the sink asked for
   * @return how long to wait before the next attempt
   */
  Duration failed(Throwable failure, Duration atLeast) {
    String error = plan.redact(PluginCall.describe(failure));
    Instant now = clock.instant();
    attempts++;
    inARow++;
    Duration pause = backoff.pause(inARow);
    pause = pause.compareTo(atLeast) < 0 ? atLeast : pause;
    pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    if (attempts == 1) {
      began = now;
      log.warn("dispatcher '{}' {}: {}; trying again until it succeeds", name, trouble, error);
      if (log.isDebugEnabled()) {
        log.debug("dispatcher '{}': {}", name, PluginCall.trace(failure, plan::redact));
      }
    }
    meter.failed(state, error, Optional.of(now.plus(pause)));
    return pause;
  }

  /** Something went forward, though not everything: the pauses start to grow anew. */
  void eased() {
    inARow = 0;
  }

  /** It works. */
  void over() {
    if (attempts == 0) {
      return;
    }
    Duration lasted = Duration.between(began, clock.instant());
    log.info(
        "dispatcher '{}' recovered after {} failed attempts in {} s ({})",
        name,
        attempts,
        lasted.toSeconds(),
        trouble);
    attempts = 0;
    inARow = 0;
    if (meter.condition().state() == state) { // else something has followed since
      meter.is(DispatcherState.RUNNING);
    }
  }
}
