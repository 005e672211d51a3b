package io.senlin.delivery;

import io.senlin.spi.Option;
import java.util.Map;

/**
 * All that makes a dispatcher run as it does. Thread-safe; {@link #toString} shows no value.
 *
 * @param own the values of the dispatcher's own options
 * @param served the values of its {@link DeliveryOptions}
 */
record Plan(DispatcherSource source, OwnValues own, Map<String, String> served, Policy policy) {
  private static final int LONGEST_TEXT = 500;

  Plan {
    served = Map.copyOf(served);
  }

  String name() {
    return source.name();
  }

  /** Whether a dispatcher that runs by the other plan need not be touched. */
  boolean runsAs(Plan other) {
    return source.equals(other.source) && own.runsAs(other.own) && sameService(other);
  }

  private boolean sameService(Plan other) {
    String start = DeliveryOptions.START.name();
    return DeliveryOptions.all().stream()
        .map(Option::name)
        .filter(name -> !name.equals(start)) // concerns only the moment of switching on
        .allMatch(
            name -> served.getOrDefault(name, "").equals(other.served.getOrDefault(name, "")));
  }

  /**
   * A text in one line of limited length, in which no value of a secret option can be read: not
   * even a part of one, so secrets go before anything else is changed.
   */
  String redact(String text) {
    String line = own.redact(text).strip().replaceAll("\\s*[\\r\\n]+\\s*", " | ");
    return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT - 1) + "…";
  }

  @Override
  public String toString() {
    return "Plan[" + name() + "]";
  }
}
