package io.senlin.api;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of a request, whose fields are read by name and type. A field that is null counts
 * as absent. Every fault is an {@link HttpError} in Senlin's words.
 */
final class Fields {
  private final Map<String, @Nullable Object> values;

  Fields(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  Set<String> names() {
    return values.keySet();
  }

  /** The object under {@code key}, which must be there. */
  Fields required(String key) {
    if (!values.containsKey(key)) {
      throw HttpError.badRequest("Request body missing '%s' key.".formatted(key));
    }
    return new Fields(object(key).orElse(Map.of()));
  }

  /** This object, if it has no other fields than these. */
  Fields only(String... allowed) {
    Set<String> others = new TreeSet<>(values.keySet());
    others.removeAll(Set.of(allowed));
    if (!others.isEmpty()) {
      String names = others.stream().map(n -> "'" + n + "'").collect(Collectors.joining(", "));
      throw HttpError.badRequest(
          "Additional properties are not allowed (%s %s unexpected)"
              .formatted(names, others.size() == 1 ? "was" : "were"));
    }
    return this;
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  String requiredText(String name) {
    return text(name).orElseThrow(() -> missing(name));
  }

  Optional<String> text(String name) {
    return switch (values.get(name)) {
      case null -> Optional.empty();
      case String text -> Optional.of(text);
      case Number number -> Optional.of(number.toString());
      case Object other ->
          throw HttpError.badRequest(
              "A string is required in field %s, not a %s".formatted(name, type(other)));
    };
  }

  Optional<Map<String, @Nullable Object>> object(String name) {
    return switch (values.get(name)) {
      case null -> Optional.empty();
      case Map<?, ?> map -> Optional.of(cast(map));
      case Object other ->
          throw HttpError.badRequest(
              "A dict is required in field %s, not a %s".formatted(name, type(other)));
    };
  }

  Map<String, @Nullable Object> requiredObject(String name) {
    return object(name).orElseThrow(() -> missing(name));
  }

  /** A whole number; one that is written as a text counts, as it does in Senlin. */
  Optional<Integer> integer(String name) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    try {
      return switch (value) {
        case Integer number -> Optional.of(number);
        case String text -> Optional.of(Integer.parseInt(text.strip()));
        case Double number when number == Math.rint(number) ->
            Optional.of(Math.toIntExact(Math.round(number)));
        case Long number -> Optional.of(Math.toIntExact(number));
        case BigInteger number -> Optional.of(number.intValueExact());
        default -> throw noInteger(name, value);
      };
    } catch (NumberFormatException e) {
      throw noInteger(name, value);
    } catch (ArithmeticException e) {
      throw HttpError.badRequest(
          "The value for the %s field must be less than or equal to %d."
              .formatted(name, Integer.MAX_VALUE));
    }
  }

  /** A whole number that is at least {@code minimum}. */
  Optional<Integer> integer(String name, int minimum) {
    Optional<Integer> value = integer(name);
    if (value.isPresent() && value.get() < minimum) {
      throw HttpError.badRequest(
          "The value for the %s field must be greater than or equal to %d."
              .formatted(name, minimum));
    }
    return value;
  }

  Optional<Double> number(String name) {
    return switch (values.get(name)) {
      case null -> Optional.empty();
      case Number number -> Optional.of(number.doubleValue());
      case Object other ->
          throw HttpError.badRequest(
              "A number is required in field %s, not a %s".formatted(name, type(other)));
    };
  }

  Optional<Boolean> flag(String name) {
    Object value = values.get(name);
    return value == null ? Optional.empty() : Optional.of(Query.flag(name, value));
  }

  /** A list of texts that is there and not empty. */
  List<String> texts(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw missing(name);
    }
    if (!(value instanceof List<?> list)) {
      throw HttpError.badRequest(
          "A list is required in field %s, not a %s".formatted(name, type(value)));
    }
    List<String> texts = new ArrayList<>(list.size());
    for (Object item : list) {
      if (!(item instanceof String text)) {
        throw HttpError.badRequest(
            "A string is required in field %s[%d], not a %s"
                .formatted(name, texts.size(), type(item)));
      }
      texts.add(text);
    }
    return texts;
  }

  Map<String, @Nullable Object> values() {
    return values;
  }

  private static HttpError missing(String name) {
    return HttpError.badRequest("'%s' is a required property".formatted(name));
  }

  private static HttpError noInteger(String name, Object value) {
    return HttpError.badRequest(
        "The value for %s must be an integer: '%s'.".formatted(name, value));
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are strings
  private static Map<String, @Nullable Object> cast(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) map;
  }

  /** Python's name of a JSON type, which Senlin's messages have. */
  private static String type(@Nullable Object value) {
    return switch (value) {
      case null -> "NoneType";
      case String _ -> "str";
      case Boolean _ -> "bool";
      case Integer _, Long _, BigInteger _ -> "int";
      case Number _ -> "float";
      case List<?> _ -> "list";
      default -> "dict";
    };
  }
}
