package io.senlin.spi;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of a dispatcher's options, from its section {@code [dispatcher:NAME]} of senlin.conf
 * and the defaults. Immutable. {@link #toString} shows no secret.
 */
public final class Settings {
  private static final Pattern QUANTITY = Pattern.compile("(\\d+)\\s*([A-Za-z]*)");

  private final String dispatcher;
  private final Map<String, Option> options;
  private final Map<String, String> values;

  private Settings(String dispatcher, Map<String, Option> options, Map<String, String> values) {
    this.dispatcher = dispatcher;
    this.options = options;
    this.values = values;
  }

  /**
   * Checks the values given for a dispatcher against its options.
   *
   * @param dispatcher the dispatcher's name
   * @param options what the dispatcher declared
   * @param given the values of its section, by option name
   * @throws IllegalArgumentException if a value is given for no option, one that is required is
   *     missing, or one is not of its kind or form; the message says which, where and what to do
   */
  public static Settings of(String dispatcher, List<Option> options, Map<String, String> given) {
    Map<String, Option> declared = LinkedHashMap.newLinkedHashMap(options.size());
    options.forEach(option -> declared.put(option.name(), option));
    for (String name : given.keySet()) {
      if (!declared.containsKey(name)) {
        throw new IllegalArgumentException(unknown(dispatcher, name, declared));
      }
    }
    Map<String, String> values = new TreeMap<>();
    for (Option option : options) {
      Optional<String> value =
          Optional.ofNullable(given.get(option.name())).or(option::defaultValue);
      if (value.isPresent()) {
        values.put(option.name(), value.get());
      } else if (option.isRequired()) {
        throw new IllegalArgumentException(
            "dispatcher '%s': option '%s' is missing; add it to [dispatcher:%s] in senlin.conf"
                .formatted(dispatcher, option.name(), dispatcher));
      }
    }
    Settings settings = new Settings(dispatcher, declared, values);
    for (String name : values.keySet()) {
      settings.checkKind(name);
      settings.checkForm(name);
    }
    return settings;
  }

  /** The name of the dispatcher these are for. */
  public String dispatcher() {
    return dispatcher;
  }

  /**
   * The value of an option that is required or has a default.
   *
   * @throws IllegalArgumentException if it has no value
   */
  public String text(String name) {
    return read(name, Function.identity());
  }

  /** The value of an option that may be left out. */
  public Optional<String> optional(String name) {
    declared(name);
    return Optional.ofNullable(values.get(name));
  }

  public boolean bool(String name) {
    return read(name, Settings::parseBoolean);
  }

  public int integer(String name) {
    return read(name, Integer::valueOf);
  }

  public double decimal(String name) {
    return read(name, Double::valueOf);
  }

  public Duration duration(String name) {
    return read(name, Settings::parseDuration);
  }

  /** A size in bytes. */
  public long bytes(String name) {
    return read(name, Settings::parseBytes);
  }

  public List<String> list(String name) {
    return read(name, Settings::parseList);
  }

  public Path path(String name) {
    return read(name, Path::of);
  }

  public URI uri(String name) {
    return read(name, URI::create);
  }

  /** An error about the value of an option, worded as all of them are. */
  public IllegalArgumentException invalid(String name, String problem) {
    String shown = declared(name).secret() ? "***" : String.valueOf(values.get(name));
    StringBuilder places = new StringBuilder("[dispatcher:" + dispatcher + "]");
    declared(name).alsoFrom().forEach(place -> places.append(" or ").append(place));
    return new IllegalArgumentException(
        "dispatcher '%s': option '%s' = '%s' %s; correct it in %s in senlin.conf"
            .formatted(dispatcher, name, shown, problem, places));
  }

  @Override
  public String toString() {
    Map<String, String> shown = new TreeMap<>(values);
    shown.replaceAll((name, value) -> declared(name).secret() ? "***" : value);
    return "[dispatcher:" + dispatcher + "]" + shown;
  }

  private <T> T read(String name, Function<String, T> parse) {
    declared(name);
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "dispatcher '%s': option '%s' has no value; add it to [dispatcher:%s] in senlin.conf"
              .formatted(dispatcher, name, dispatcher));
    }
    return parse.apply(value);
  }

  private Option declared(String name) {
    Option option = options.get(name);
    if (option == null) {
      throw new IllegalArgumentException(
          "dispatcher '%s' reads the option '%s' that its options() does not declare"
              .formatted(dispatcher, name));
    }
    return option;
  }

  private void checkKind(String name) {
    String problem =
        switch (declared(name).kind()) {
          case TEXT -> "";
          case BOOLEAN -> accepts(name, this::bool, "is neither true nor false");
          case INTEGER -> accepts(name, this::integer, "is not a whole number");
          case DECIMAL -> accepts(name, this::decimal, "is not a number");
          case DURATION ->
              accepts(name, this::duration, "is not a duration such as 250ms, 30s, 5m or 7d");
          case SIZE -> accepts(name, this::bytes, "is not a size such as 4096, 64KiB or 100MiB");
          case LIST -> accepts(name, this::list, "is not a list");
          case PATH -> accepts(name, this::path, "is not a path");
          case URI -> accepts(name, this::uri, "is not a URI");
        };
    if (!problem.isEmpty()) {
      throw invalid(name, problem);
    }
  }

  private void checkForm(String name) {
    Optional<Option.Form> form = declared(name).form();
    if (form.isPresent() && !text(name).matches(form.get().regex())) {
      throw invalid(name, form.get().otherwise());
    }
  }

  private static String accepts(String name, Function<String, ?> read, String problem) {
    try {
      Object value = read.apply(name);
      return value == null ? problem : "";
    } catch (IllegalArgumentException | ArithmeticException wrong) {
      return problem; // the parser's own words name no dispatcher and no option
    }
  }

  private static boolean parseBoolean(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default -> throw new IllegalArgumentException(value);
    };
  }

  private static Duration parseDuration(String value) {
    Matcher parts = quantity(value);
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2).toLowerCase(Locale.ROOT)) {
      case "ms" -> Duration.ofMillis(number);
      case "", "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> throw new IllegalArgumentException(value);
    };
  }

  private static long parseBytes(String value) {
    Matcher parts = quantity(value);
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2).toLowerCase(Locale.ROOT)) {
      case "", "b" -> number;
      case "kib", "k" -> Math.multiplyExact(number, 1L << 10);
      case "mib", "m" -> Math.multiplyExact(number, 1L << 20);
      case "gib", "g" -> Math.multiplyExact(number, 1L << 30);
      default -> throw new IllegalArgumentException(value);
    };
  }

  private static Matcher quantity(String value) {
    Matcher parts = QUANTITY.matcher(value.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(value);
    }
    return parts;
  }

  private static List<String> parseList(String value) {
    return Arrays.stream(value.split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  private static String unknown(String dispatcher, String name, Map<String, Option> declared) {
    String known =
        declared.isEmpty()
            ? "it has none"
            : "its options are " + String.join(", ", declared.keySet());
    return "dispatcher '%s' has no option '%s'; %s; correct it in [dispatcher:%s] in senlin.conf"
        .formatted(dispatcher, name, known, dispatcher);
  }
}
