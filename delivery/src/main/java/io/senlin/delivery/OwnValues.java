package io.senlin.delivery;

import io.senlin.config.Secrets;
import io.senlin.spi.Option;
import io.senlin.spi.Settings;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The values of a dispatcher's own options, and which of them are secrets. Those of a plugin that
 * could not tell its options in time are resolved as soon as an instance tells them. Thread-safe.
 */
final class OwnValues {
  private static final int SHORTEST_SECRET = 3;

  private final Map<String, String> given;
  private final Optional<Secrets> later;
  private volatile Known known;

  /**
   * @param hidden what is to be shown nowhere, the longest first
   */
  private record Known(Map<String, String> values, List<String> hidden) {
    static Known of(Map<String, String> values, List<Option> options) {
      List<String> hidden =
          options.stream()
              .filter(Option::secret)
              .map(option -> values.getOrDefault(option.name(), ""))
              .filter(secret -> secret.length() >= SHORTEST_SECRET)
              .sorted(Comparator.comparingInt(String::length).reversed())
              .toList();
      return new Known(Map.copyOf(values), hidden);
    }
  }

  private OwnValues(Map<String, String> given, Optional<Secrets> later, Known known) {
    this.given = Map.copyOf(given);
    this.later = later;
    this.known = known;
  }

  /** Values of which the secrets are resolved. */
  static OwnValues resolved(Map<String, String> given, List<Option> options) {
    return new OwnValues(given, Optional.empty(), Known.of(given, options));
  }

  /** Values as they are given, of options that are not known yet. */
  static OwnValues unresolved(Map<String, String> given, Secrets secrets) {
    return new OwnValues(given, Optional.of(secrets), Known.of(given, List.of()));
  }

  /**
   * The settings of an instance.
   *
   * @param options those that it declares
   * @throws IllegalArgumentException if a value is wrong; the message says which and what to do
   */
  Settings settings(String dispatcher, List<Option> options) {
    later.ifPresent(secrets -> resolveAll(secrets, dispatcher, options));
    return Settings.of(dispatcher, options, known.values());
  }

  private void resolveAll(Secrets secrets, String dispatcher, List<Option> options) {
    Map<String, String> values = new TreeMap<>(given);
    for (Option option : options) {
      if (option.secret()) {
        values.computeIfPresent(
            option.name(), (_, value) -> resolve(secrets, dispatcher, option, value));
      }
    }
    known = Known.of(values, options);
  }

  /** Whether a dispatcher that runs with the others need not be touched. */
  boolean runsAs(OwnValues other) {
    return given.equals(other.given) || known.values().equals(other.known.values());
  }

  /** A text in which no secret can be read. */
  String redact(String text) {
    String shown = text;
    for (String secret : known.hidden()) {
      shown = shown.replace(secret, "***");
    }
    return shown;
  }

  /**
   * The secret that a value is or refers to.
   *
   * @throws IllegalArgumentException if it cannot be found; the message says what to do
   */
  static String resolve(Secrets secrets, String dispatcher, Option option, String value) {
    try {
      return secrets.resolve(value);
    } catch (IllegalArgumentException unresolved) {
      throw new IllegalArgumentException(
          "dispatcher '%s': option '%s' %s; correct it in [dispatcher:%s] in senlin.conf"
              .formatted(dispatcher, option.name(), unresolved.getMessage(), dispatcher),
          unresolved);
    }
  }
}
