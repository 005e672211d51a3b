package io.senlin.spi;

import java.time.Duration;
import java.util.Objects;

/** The sink asked for a pause: the events are offered again, but not before it is over. */
public final class RetryAfter extends DispatchException {
  private final Duration pause;

  /**
   * @param pause how long to wait at least
   * @param reason what the sink said
   */
  public RetryAfter(Duration pause, String reason) {
    super(reason);
    this.pause = Objects.requireNonNull(pause, "pause");
  }

  public Duration pause() {
    return pause;
  }
}
