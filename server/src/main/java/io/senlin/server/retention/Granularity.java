package io.senlin.server.retention;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What an age is counted in, with Senlin's names. */
enum Granularity {
  DAYS(ChronoUnit.DAYS),
  HOURS(ChronoUnit.HOURS),
  MINUTES(ChronoUnit.MINUTES),
  SECONDS(ChronoUnit.SECONDS);

  private final ChronoUnit unit;

  Granularity(ChronoUnit unit) {
    this.unit = unit;
  }

  /** The instant at which what is {@code age} old now was made; not before 1970. */
  Instant ago(int age, Instant now) {
    Instant instant = now.minus(unit.getDuration().multipliedBy(age));
    return instant.isBefore(Instant.EPOCH) ? Instant.EPOCH : instant;
  }
}
