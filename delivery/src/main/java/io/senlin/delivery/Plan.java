package io.senlin.delivery;

import io.senlin.spi.Option;
import java.util.List;
import java.util.Map;

/**
 * All that makes a dispatcher run as it does. Immutable; {@link #toString} shows no value.
 *
 * @param own the values of the dispatcher's own options, secrets resolved
 * @param served the values of its {@link DeliveryOptions}
 */
record Plan(
    DispatcherSource source, Map<String, String> own, Map<String, String> served, Policy policy) {
  private static final int SHORTEST_SECRET = 3;

  Plan {
    own = Map.copyOf(own);
    served = Map.copyOf(served);
  }

  String name() {
    return source.name();
  }

  /** Whether a dispatcher that runs by the other plan need not be touched. */
  boolean runsAs(Plan other) {
    return source.equals(other.source) && own.equals(other.own) && sameService(other);
  }

  private boolean sameService(Plan other) {
    String start = DeliveryOptions.START.name();
    return DeliveryOptions.all().stream()
        .map(Option::name)
        .filter(name -> !name.equals(start)) // concerns only the moment of switching on
        .allMatch(
            name -> served.getOrDefault(name, "").equals(other.served.getOrDefault(name, "")));
  }

  /** A text in which no value of a secret option can be read. */
  String redact(String text) {
    String shown = text;
    for (Option option : source.options().orElse(List.of())) {
      String secret = option.secret() ? own.getOrDefault(option.name(), "") : "";
      if (secret.length() >= SHORTEST_SECRET) {
        shown = shown.replace(secret, "***");
      }
    }
    return shown;
  }

  @Override
  public String toString() {
    return "Plan[" + name() + "]";
  }
}
