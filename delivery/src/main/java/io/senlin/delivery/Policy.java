package io.senlin.delivery;

import io.senlin.delivery.filter.EventFilter;
import io.senlin.spi.Option;
import io.senlin.spi.Settings;
import java.time.Duration;

/** How one dispatcher is served, made from {@link DeliveryOptions}. Immutable. */
record Policy(
    Start start,
    EventFilter filter,
    int batchSize,
    Duration retryInitial,
    Duration retryMax,
    Duration drainTimeout) {

  /**
   * The policy that the options make.
   *
   * @throws IllegalArgumentException if one is wrong; the message says which and what to do
   */
  static Policy of(Settings settings) {
    return new Policy(
        start(settings),
        EventFilter.of(settings),
        atLeastOne(settings, DeliveryOptions.BATCH_SIZE),
        positive(settings, DeliveryOptions.RETRY_INITIAL),
        positive(settings, DeliveryOptions.RETRY_MAX),
        settings.duration(DeliveryOptions.DRAIN_TIMEOUT.name()));
  }

  private static Start start(Settings settings) {
    try {
      return Start.parse(settings.text(DeliveryOptions.START.name()));
    } catch (IllegalArgumentException wrong) {
      throw settings.invalid(DeliveryOptions.START.name(), String.valueOf(wrong.getMessage()));
    }
  }

  private static int atLeastOne(Settings settings, Option option) {
    int value = settings.integer(option.name());
    if (value < 1 || value > 100_000) {
      throw settings.invalid(option.name(), "is not between 1 and 100000");
    }
    return value;
  }

  private static Duration positive(Settings settings, Option option) {
    Duration value = settings.duration(option.name());
    if (!value.isPositive()) {
      throw settings.invalid(option.name(), "is not longer than nothing");
    }
    return value;
  }
}
