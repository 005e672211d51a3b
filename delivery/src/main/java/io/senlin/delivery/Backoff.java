package io.senlin.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts: each a random part of a limit that doubles from one failure to the next,
 * up to a cap. So many dispatchers that fail together do not come back together. Immutable; as
 * thread-safe as its random numbers.
 */
record Backoff(Duration initial, Duration cap, RandomGenerator random) {
  /**
   * The pause after a number of failures in a row.
   *
   * @param failures at least 1
   */
  Duration pause(int failures) {
    long longest = cap.toMillis();
    long limit = initial.toMillis();
    for (int i = 1; i < failures && limit < longest; i++) {
      limit *= 2;
    }
    return Duration.ofMillis(1 + random.nextLong(Math.clamp(limit, 1, Math.max(longest, 1))));
  }
}
