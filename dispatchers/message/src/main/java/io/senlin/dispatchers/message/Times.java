package io.senlin.dispatchers.message;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants in the four forms a notification has them in, all of them UTC. */
final class Times {
  private static final DateTimeFormatter SECONDS = utc("uuuu-MM-dd'T'HH:mm:ss'Z'");
  private static final DateTimeFormatter MICROS = utc("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
  private static final DateTimeFormatter SENT = utc("uuuu-MM-dd HH:mm:ss.SSSSSS");

  private Times() {}

  /** {@code 2026-11-22T17:20:11Z} */
  static String seconds(Instant instant) {
    return SECONDS.format(instant);
  }

  /** {@code 2026-11-22T17:20:11.249986Z} */
  static String micros(Instant instant) {
    return MICROS.format(instant);
  }

  /** {@code 2026-11-22 17:20:11.249986}, as oslo.messaging stamps a notification. */
  static String sent(Instant instant) {
    return SENT.format(instant);
  }

  /**
   * {@code 1795368011.249986}: seconds since 1970 as Python shows that float. In this century a
   * float of that size tells microseconds apart, so its shortest form is the microseconds' own.
   */
  static String epoch(Instant instant) {
    int micros = instant.getNano() / 1000;
    if (micros == 0) {
      return instant.getEpochSecond() + ".0";
    }
    String fraction = Integer.toString(1_000_000 + micros).substring(1);
    int end = fraction.length();
    while (fraction.charAt(end - 1) == '0') {
      end--;
    }
    return instant.getEpochSecond() + "." + fraction.substring(0, end);
  }

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
