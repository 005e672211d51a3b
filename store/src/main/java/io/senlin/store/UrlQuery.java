package io.senlin.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options behind the {@code ?} of a URL. Taking one leaves those that nobody has asked for. */
final class UrlQuery {
  private static final Set<String> FALSE = Set.of("0", "false", "no", "off");

  private final Map<String, String> options = new LinkedHashMap<>();

  private UrlQuery() {}

  static UrlQuery of(String text) {
    UrlQuery query = new UrlQuery();
    for (String pair : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (!parts[0].isEmpty()) {
        query.options.put(
            decoded(parts[0].replace('+', ' ')),
            parts.length == 1 ? "" : decoded(parts[1].replace('+', ' ')));
      }
    }
    return query;
  }

  Optional<String> take(String name) {
    return Optional.ofNullable(options.remove(name));
  }

  /** Whether an option says yes: any value but one that means no; empty if it is not there. */
  Optional<Boolean> takeFlag(String name) {
    return take(name).map(value -> !FALSE.contains(value.strip().toLowerCase(Locale.ROOT)));
  }

  /** Names that nobody has taken. */
  List<String> left() {
    return List.copyOf(options.keySet());
  }

  /** Replaces {@code %40} and the like; a {@code %} that begins no such thing stays. */
  static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
      if (low < 0) {
        out.write(bytes[i]);
      } else {
        out.write(high * 16 + low);
        i += 2;
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
