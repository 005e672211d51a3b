package io.senlin.delivery;

import io.senlin.delivery.filter.EventFilter;
import io.senlin.spi.Option;
import io.senlin.spi.Option.Kind;
import java.util.List;
import java.util.stream.Stream;

/**
 * The options that delivery itself has for every dispatcher: in {@code [dispatchers]} for all of
 * them, in {@code [dispatcher:NAME]} for one.
 */
public final class DeliveryOptions {
  static final Option START =
      Option.of(
              "start",
              Kind.TEXT,
              "Where a dispatcher begins when it is switched on: now (after what it had not"
                  + " delivered when it was switched off), beginning (the oldest event kept),"
                  + " cursor (where it was, so that what happened while it was off comes too), or a"
                  + " time such as 2026-11-22T17:20:00Z. After a restart of the engine it always"
                  + " goes on where it was.")
          .or("now");
  static final Option BATCH_SIZE =
      Option.of("batch_size", Kind.INTEGER, "How many events are handed over at once at most.")
          .or("500");
  static final Option RETRY_INITIAL =
      Option.of(
              "retry_initial",
              Kind.DURATION,
              "The longest pause before the first repetition of a failed attempt; it doubles with"
                  + " every further one, and the real pause is a random part of it.")
          .or("200ms");
  static final Option RETRY_MAX =
      Option.of("retry_max", Kind.DURATION, "The longest pause between two attempts.").or("60s");
  static final Option DRAIN_TIMEOUT =
      Option.of(
              "drain_timeout",
              Kind.DURATION,
              "How long a dispatcher that is switched off may take for the events before that"
                  + " moment, and one that is changed for those it was handed; then it is"
                  + " interrupted.")
          .or("10s");

  private static final List<Option> ALL =
      Stream.concat(
              EventFilter.options().stream(),
              Stream.of(START, BATCH_SIZE, RETRY_INITIAL, RETRY_MAX, DRAIN_TIMEOUT))
          .map(option -> option.alsoFrom("dispatchers", option.name()))
          .toList();

  private DeliveryOptions() {}

  /** All of them. */
  public static List<Option> all() {
    return ALL;
  }
}
