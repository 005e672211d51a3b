package io.senlin.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads single values. Each method throws IllegalArgumentException with a message that completes
 * "the value …" and does not repeat the value, which may be a secret.
 */
final class Values {
  private static final Pattern QUANTITY = Pattern.compile("(\\d{1,18})\\s*([A-Za-z]*)");
  private static final String NO_DURATION = "is not a duration such as 250ms, 30s, 5m, 12h or 7d";
  private static final String NO_SIZE = "is not a size such as 4096, 64KiB, 100MiB or 2GiB";

  private Values() {}

  static boolean bool(String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default -> throw new IllegalArgumentException("is neither true nor false");
    };
  }

  static int integer(String value, int min, int max) {
    long number;
    try {
      number = Long.parseLong(value.strip());
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("is not a whole number");
    }
    if (number < min) {
      throw new IllegalArgumentException("is less than " + min);
    }
    if (number > max) {
      throw new IllegalArgumentException("is more than " + max);
    }
    return (int) number;
  }

  static double decimal(String value) {
    try {
      double number = Double.parseDouble(value.strip());
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException _) {
      // falls through: said below, in our own words
    }
    throw new IllegalArgumentException("is not a number");
  }

  static String choice(String value, List<String> choices) {
    if (choices.contains(value)) {
      return value;
    }
    throw new IllegalArgumentException("is none of " + String.join(", ", choices));
  }

  static Duration duration(String value) {
    Matcher parts = quantity(value, NO_DURATION);
    long number = Long.parseLong(parts.group(1));
    try {
      return switch (parts.group(2).toLowerCase(Locale.ROOT)) {
        case "ms" -> Duration.ofMillis(number);
        case "", "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        case "h" -> Duration.ofHours(number);
        case "d" -> Duration.ofDays(number);
        default -> throw new IllegalArgumentException(NO_DURATION);
      };
    } catch (ArithmeticException _) {
      throw new IllegalArgumentException("is too long a duration");
    }
  }

  static long size(String value) {
    Matcher parts = quantity(value, NO_SIZE);
    long number = Long.parseLong(parts.group(1));
    int shift =
        switch (parts.group(2).toLowerCase(Locale.ROOT)) {
          case "", "b" -> 0;
          case "kib", "k" -> 10;
          case "mib", "m" -> 20;
          case "gib", "g" -> 30;
          default -> throw new IllegalArgumentException(NO_SIZE);
        };
    try {
      return Math.multiplyExact(number, 1L << shift);
    } catch (ArithmeticException _) {
      throw new IllegalArgumentException("is too large a size");
    }
  }

  static URI uri(String value) {
    try {
      URI uri = new URI(value.strip());
      if (uri.isAbsolute()) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // falls through: the parser's message repeats the value
    }
    throw new IllegalArgumentException("is not a URI such as https://host:port/path");
  }

  static Path path(String value) {
    String home = System.getProperty("user.home", "");
    String expanded =
        value.equals("~") || value.startsWith("~/") ? home + value.substring(1) : value;
    try {
      return Path.of(expanded);
    } catch (InvalidPathException _) {
      throw new IllegalArgumentException("is not a path");
    }
  }

  static List<String> list(String value) {
    String items = value.strip().replaceFirst(",+$", "");
    return items.isEmpty()
        ? List.of()
        : Arrays.stream(items.split(",", -1)).map(String::strip).toList();
  }

  static Map<String, String> dict(String value) {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (value.isBlank()) {
      return Map.of();
    }
    for (String pair : value.split(",", -1)) {
      int colon = pair.indexOf(':');
      String key = colon < 0 ? "" : pair.substring(0, colon).strip();
      if (key.isEmpty()) {
        throw new IllegalArgumentException("is not a list of pairs such as key:value,key2:value2");
      }
      if (pairs.put(key, pair.substring(colon + 1).strip()) != null) {
        throw new IllegalArgumentException("has a key twice");
      }
    }
    return Collections.unmodifiableMap(pairs);
  }

  private static Matcher quantity(String value, String otherwise) {
    Matcher parts = QUANTITY.matcher(value.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(otherwise);
    }
    return parts;
  }
}
