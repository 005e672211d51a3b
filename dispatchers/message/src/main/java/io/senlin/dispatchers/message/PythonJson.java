package io.senlin.dispatchers.message;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.MinimalPrettyPrinter;

/**
 * JSON as Python's {@code json.dumps} writes it, to the byte: a space after every comma and colon,
 * everything but printable ASCII as {@code \\uXXXX} in lower case, floats as Python's {@code repr}.
 */
final class PythonJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
          .characterEscapes(new DeleteEscaped())
          .build();

  private static final ObjectWriteContext SPACED =
      new ObjectWriteContext.Base() {
        private final PrettyPrinter separators = new Separators();

        @Override
        public PrettyPrinter getPrettyPrinter() {
          return separators;
        }

        @Override
        public boolean hasPrettyPrinter() {
          return true;
        }
      };

  private PythonJson() {}

  static JsonGenerator generator(ByteArrayOutputStream out) {
    return FACTORY.createGenerator(SPACED, out);
  }

  /** A map as a text of JSON. */
  static String text(Map<?, ?> map) {
    if (map.isEmpty()) {
      return "{}";
    }
    StringWriter text = new StringWriter(128);
    try (JsonGenerator out = FACTORY.createGenerator(SPACED, text)) {
      value(out, map);
    }
    return text.toString();
  }

  private static void value(JsonGenerator out, @Nullable Object value) {
    switch (value) {
      case null -> out.writeNull();
      case String text -> out.writeString(text);
      case Boolean flag -> out.writeBoolean(flag);
      case Double number -> floating(out, number);
      case Float number -> floating(out, Double.parseDouble(number.toString()));
      case BigDecimal number -> floating(out, number.doubleValue());
      case Number number -> out.writeNumber(number.toString());
      case List<?> list -> {
        out.writeStartArray();
        list.forEach(item -> value(out, item));
        out.writeEndArray();
      }
      case Map<?, ?> map -> {
        out.writeStartObject();
        map.forEach(
            (name, item) -> {
              out.writeName(String.valueOf(name));
              value(out, item);
            });
        out.writeEndObject();
      }
      default -> throw new AssertionError("an event holds a " + value.getClass());
    }
  }

  private static void floating(JsonGenerator out, double number) {
    if (Double.isFinite(number)) {
      out.writeNumber(repr(number));
    } else {
      out.writeNull(); // Python writes NaN, which no JSON parser but its own accepts
    }
  }

  /** A float as Python shows it: {@code 0.1}, {@code 1e-05}, {@code 1e+16}, {@code 100.0}. */
  static String repr(double number) {
    if (number == 0) {
      return 1 / number < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(number))).stripTrailingZeros();
    String digits = shortest.unscaledValue().toString();
    int point = digits.length() - shortest.scale(); // digits before the decimal point
    String sign = number < 0 ? "-" : "";
    if (point <= -4 || point > 16) {
      int exponent = point - 1;
      String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
      return sign
          + digits.charAt(0)
          + fraction
          + (exponent < 0 ? "e-" : "e+")
          + (Math.abs(exponent) < 10 ? "0" : "")
          + Math.abs(exponent);
    }
    if (point <= 0) {
      return sign + "0." + "0".repeat(-point) + digits;
    }
    return digits.length() <= point
        ? sign + digits + "0".repeat(point - digits.length()) + ".0"
        : sign + digits.substring(0, point) + "." + digits.substring(point);
  }

  private static final class Separators extends MinimalPrettyPrinter {
    @Override
    public void writeObjectEntrySeparator(JsonGenerator out) {
      out.writeRaw(", ");
    }

    @Override
    public void writeObjectNameValueSeparator(JsonGenerator out) {
      out.writeRaw(": ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator out) {
      out.writeRaw(", ");
    }
  }

  /** Python escapes the character DEL, Jackson does not. */
  private static final class DeleteEscaped extends CharacterEscapes {
    private final int[] ascii = standardAsciiEscapesForJSON();

    DeleteEscaped() {
      ascii[0x7f] = ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ascii;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      return null; // none is replaced by a sequence of ours
    }
  }
}
