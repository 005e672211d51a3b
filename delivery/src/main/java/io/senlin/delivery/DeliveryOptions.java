package io.senlin.delivery;

import io.senlin.spi.Option;
import io.senlin.spi.Option.Kind;
import java.util.List;

/**
 * The options that delivery itself has for every dispatcher: in {@code [dispatchers]} for all of
 * them, in {@code [dispatcher:NAME]} for one.
 */
public final class DeliveryOptions {
  static final Option PRIORITY =
      Option.of(
              "priority",
              Kind.TEXT,
              "The lowest level dispatched: debug, info, warning, error or critical.")
          .or("info");
  static final Option EXCLUDE_DERIVED =
      Option.of(
              "exclude_derived_actions",
              Kind.BOOLEAN,
              "Leave out the events of actions that another action made, such as the node actions"
                  + " of a cluster action.")
          .or("true");
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
              "How long a dispatcher that is switched off or changed may take to finish the events"
                  + " it was handed, before it is interrupted.")
          .or("10s");

  private DeliveryOptions() {}

  /** All of them. */
  public static List<Option> all() {
    return List.of(PRIORITY, EXCLUDE_DERIVED, BATCH_SIZE, RETRY_INITIAL, RETRY_MAX, DRAIN_TIMEOUT);
  }
}
