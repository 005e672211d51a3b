package io.senlin.api;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object as the API shows it: fields in the forms that Senlin has for times and absence. */
final class Shown {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'");

  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  Shown with(String name, @Nullable Object value) {
    fields.put(name, value instanceof Optional<?> optional ? optional.orElse(null) : value);
    return this;
  }

  /** A time in whole seconds, {@code 2026-11-22T17:20:11Z}, or null. */
  Shown time(String name, Optional<Instant> time) {
    fields.put(
        name,
        time.map(t -> SECONDS.format(LocalDateTime.ofInstant(t, ZoneOffset.UTC))).orElse(null));
    return this;
  }

  /** A time as seconds since 1970 with a fraction, or null. */
  Shown epoch(String name, Optional<Instant> time) {
    fields.put(name, time.map(t -> ChronoUnit.MICROS.between(Instant.EPOCH, t) / 1e6).orElse(null));
    return this;
  }

  Map<String, @Nullable Object> fields() {
    return fields;
  }
}
