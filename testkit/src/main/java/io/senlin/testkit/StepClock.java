package io.senlin.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class StepClock extends Clock {
  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  private StepClock(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /** A clock in UTC that shows {@code start}. */
  public static StepClock at(Instant start) {
    return new StepClock(new AtomicReference<>(start), ZoneOffset.UTC);
  }

  /** A clock in UTC that shows the time of {@link Events#EPOCH}. */
  public static StepClock atEpoch() {
    return at(Events.EPOCH);
  }

  /** Moves the clock forward, or back if {@code step} is negative, and returns the new time. */
  public Instant advance(Duration step) {
    return now.updateAndGet(time -> time.plus(step));
  }

  /** Puts the clock to {@code time}. */
  public void set(Instant time) {
    now.set(time);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** The same clock, moved together with this one, in another zone. */
  @Override
  public Clock withZone(ZoneId other) {
    return new StepClock(now, other);
  }

  @Override
  public String toString() {
    return "StepClock[" + now.get() + "]";
  }
}
