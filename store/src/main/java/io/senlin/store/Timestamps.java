package io.senlin.store;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Instants as the columns hold them: in UTC, without a zone, with microseconds. */
final class Timestamps {
  /** As SQLAlchemy writes them on SQLite. */
  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private Timestamps() {}

  static LocalDateTime dateTime(Instant instant) {
    return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
  }

  static String text(Instant instant) {
    return TEXT.format(dateTime(instant));
  }

  static Instant instant(LocalDateTime dateTime) {
    return dateTime.toInstant(ZoneOffset.UTC);
  }

  /** Reads {@link #text}, and the same without a fraction. */
  static Instant instant(String text) {
    return instant(LocalDateTime.parse(text.replace(' ', 'T')));
  }
}
