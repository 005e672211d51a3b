package io.senlin.dispatchers.message;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A way in which a notification leaves, by the name oslo.messaging gives it. */
enum Driver {
  /** On the queue, as a bare JSON object. */
  MESSAGING,
  /** On the queue, as a JSON string within the envelope of oslo.messaging's version 2.0. */
  MESSAGINGV2,
  /** As a line of the engine's log. */
  LOG,
  /** Not at all. */
  NOOP;

  /**
   * The driver of a name in {@code [oslo_messaging_notifications] driver}.
   *
   * @throws IllegalArgumentException if there is none; the message says which there are
   */
  static Driver named(String name) {
    for (Driver driver : values()) {
      if (driver.option().equals(name)) {
        return driver;
      }
    }
    throw new IllegalArgumentException(
        "'%s' is no driver; the drivers are %s"
            .formatted(
                name,
                Arrays.stream(values()).map(Driver::option).collect(Collectors.joining(", "))));
  }

  /** Whether it needs a broker. */
  boolean queued() {
    return this == MESSAGING || this == MESSAGINGV2;
  }

  private String option() {
    return name().toLowerCase(Locale.ROOT);
  }
}
