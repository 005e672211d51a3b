package io.senlin.spi;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Appends JSON to a growing array of bytes. The module may have no dependencies, and this is the
 * hottest code of a dispatcher that writes text; hence no library and no intermediate String.
 */
final class JsonWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes;
  private int length;

  JsonWriter(int capacityBytes) {
    bytes = new byte[capacityBytes];
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Appends ASCII as it is. */
  @SuppressWarnings("deprecation") // the one way to copy Latin-1 without an encoder's state
  JsonWriter raw(String ascii) {
    int count = ascii.length();
    reserve(count);
    ascii.getBytes(0, count, bytes, length);
    length += count;
    return this;
  }

  /** Appends JSON that was written before. */
  JsonWriter bytes(byte[] json) {
    reserve(json.length);
    System.arraycopy(json, 0, bytes, length, json.length);
    length += json.length;
    return this;
  }

  JsonWriter number(long number) {
    return raw(Long.toString(number));
  }

  /** {@code "2026-11-22T17:20:15.979151Z"}: always six digits of a second, so that text sorts. */
  JsonWriter instant(Instant instant) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
    reserve(40);
    put('"');
    digits(time.getYear(), 4);
    put('-');
    digits(time.getMonthValue(), 2);
    put('-');
    digits(time.getDayOfMonth(), 2);
    put('T');
    digits(time.getHour(), 2);
    put(':');
    digits(time.getMinute(), 2);
    put(':');
    digits(time.getSecond(), 2);
    put('.');
    digits(time.getNano() / 1000, 6);
    put('Z');
    put('"');
    return this;
  }

  JsonWriter map(Map<String, ? extends @Nullable Object> map) {
    raw("{");
    boolean first = true;
    for (Map.Entry<String, ? extends @Nullable Object> entry : map.entrySet()) {
      if (!first) {
        raw(",");
      }
      first = false;
      text(entry.getKey()).raw(":").value(entry.getValue());
    }
    return raw("}");
  }

  private JsonWriter list(List<?> list) {
    raw("[");
    boolean first = true;
    for (Object item : list) {
      if (!first) {
        raw(",");
      }
      first = false;
      value(item);
    }
    return raw("]");
  }

  @SuppressWarnings("unchecked") // Values.copy made every key a String
  private JsonWriter value(@Nullable Object value) {
    return switch (value) {
      case null -> raw("null");
      case String text -> text(text);
      case Boolean flag -> raw(flag ? "true" : "false");
      case Double number when !Double.isFinite(number) -> raw("null");
      case Float number when !Float.isFinite(number) -> raw("null");
      case Number number -> raw(number.toString());
      case List<?> list -> list(list);
      case Map<?, ?> map -> map((Map<String, @Nullable Object>) map);
      default -> throw new AssertionError("Values.copy let " + value.getClass() + " in");
    };
  }

  /** A JSON string. Plain ASCII, nearly all of it, is copied; the rest is escaped or encoded. */
  JsonWriter text(String text) {
    int count = text.length();
    reserve(count * 6 + 2);
    put('"');
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        ascii(c);
      } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
      } else if (Character.isHighSurrogate(c)
          && i + 1 < count
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        int point = Character.toCodePoint(c, text.charAt(++i));
        put(0xF0 | (point >> 18));
        put(0x80 | ((point >> 12) & 0x3F));
        put(0x80 | ((point >> 6) & 0x3F));
        put(0x80 | (point & 0x3F));
      } else if (Character.isSurrogate(c)) {
        escape(c); // half a pair has no UTF-8; as an escape it is kept
      } else {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
      }
    }
    put('"');
    return this;
  }

  private void ascii(char c) {
    if (c == '"' || c == '\\') {
      put('\\');
      put(c);
    } else if (c >= 0x20) {
      put(c);
    } else if (c == '\n') {
      put('\\');
      put('n');
    } else {
      escape(c);
    }
  }

  private void escape(char c) {
    put('\\');
    put('u');
    put(HEX[c >> 12]);
    put(HEX[(c >> 8) & 0xF]);
    put(HEX[(c >> 4) & 0xF]);
    put(HEX[c & 0xF]);
  }

  private void digits(int number, int count) {
    int rest = number;
    for (int i = length + count - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
  }

  private void put(int b) {
    bytes[length++] = (byte) b;
  }

  private void reserve(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
  }
}
