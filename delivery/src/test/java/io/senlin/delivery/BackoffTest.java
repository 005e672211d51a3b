package io.senlin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(60), new Random(1));

  @Test
  void pausesGrowUpToTheCap() {
    assertThat(longest(1)).isBetween(Duration.ofMillis(150), Duration.ofMillis(200));
    assertThat(longest(4)).isBetween(Duration.ofMillis(1200), Duration.ofMillis(1600));
    assertThat(longest(9)).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(60));
    assertThat(longest(Integer.MAX_VALUE))
        .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
  }

  @Test
  void pausesAreRandomPartsOfTheirLimit() {
    assertThat(IntStream.range(0, 100).mapToObj(_ -> backoff.pause(10)).distinct().count())
        .isGreaterThan(90);
    assertThat(IntStream.range(0, 100).mapToObj(_ -> backoff.pause(1)))
        .allMatch(Duration::isPositive);
  }

  private Duration longest(int failures) {
    return IntStream.range(0, 500)
        .mapToObj(_ -> backoff.pause(failures))
        .max(Duration::compareTo)
        .orElseThrow();
  }
}
