package io.senlin.delivery;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Where a dispatcher begins when it is switched on. */
sealed interface Start {
  /** With what it left undelivered, then with the first event after it was switched on. */
  record Now() implements Start {}

  /** With the oldest event that the journal keeps. */
  record Beginning() implements Start {}

  /** Where it was when it was switched off; now if it never was on. */
  record Cursor() implements Start {}

  /** With the first event at or after a time. */
  record At(Instant time) implements Start {}

  /**
   * Reads the value of the option {@code start}.
   *
   * @throws IllegalArgumentException if it is none; the message completes "the value …"
   */
  static Start parse(String text) {
    return switch (text) {
      case "now" -> new Now();
      case "beginning" -> new Beginning();
      case "cursor" -> new Cursor();
      default -> new At(time(text));
    };
  }

  private static Instant time(String text) {
    try {
      if (text.length() == "2026-11-22".length()) {
        return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      String iso = text.replace(' ', 'T');
      boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 0 || iso.lastIndexOf('-') > 8;
      return zoned
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException wrong) {
      throw new IllegalArgumentException(
          "is none of now, beginning, cursor and a time such as 2026-11-22T17:20:00Z", wrong);
    }
  }
}
