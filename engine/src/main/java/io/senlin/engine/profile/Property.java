package io.senlin.engine.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A property of a spec, or a parameter of an operation.
 *
 * @param updatable whether a node's new profile may have another value
 * @param choices the values allowed; any if empty
 */
public record Property(
    String name,
    Kind kind,
    String description,
    boolean required,
    boolean updatable,
    Optional<Object> defaultValue,
    List<String> choices) {

  /** What a value can be, with Senlin's names. */
  public enum Kind {
    STRING("String"),
    INTEGER("Integer"),
    NUMBER("Number"),
    BOOLEAN("Boolean"),
    MAP("Map"),
    LIST("List");

    private final String shown;

    Kind(String shown) {
      this.shown = shown;
    }

    /** {@code String}, {@code Integer}, … */
    public String shown() {
      return shown;
    }
  }

  public Property {
    choices = List.copyOf(choices);
  }

  /** A property that may be left out. */
  public static Property of(String name, Kind kind, String description) {
    return new Property(name, kind, description, false, false, Optional.empty(), List.of());
  }

  /** The same, but it must be given. */
  public Property mandatory() {
    return new Property(name, kind, description, true, updatable, Optional.empty(), choices);
  }

  /** The same, but a node can be changed to another value. */
  public Property changeable() {
    return new Property(name, kind, description, required, true, defaultValue, choices);
  }

  /** The same, with a default. */
  public Property or(Object value) {
    return new Property(name, kind, description, required, updatable, Optional.of(value), choices);
  }

  /** The same, with its value one of {@code values}. */
  public Property oneOf(String... values) {
    return new Property(
        name, kind, description, required, updatable, defaultValue, List.of(values));
  }

  /**
   * Checks a value.
   *
   * @return the value, with text turned into a number or boolean where that is its kind
   */
  Object check(@Nullable Object value) throws InvalidSpec {
    Object checked =
        switch (kind) {
          case STRING -> value instanceof String text ? text : wrong(value, "string");
          case INTEGER -> integer(value);
          case NUMBER -> number(value);
          case BOOLEAN -> bool(value);
          case MAP -> value instanceof Map<?, ?> map ? map : wrong(value, "map");
          case LIST -> value instanceof List<?> list ? list : wrong(value, "list");
        };
    if (!choices.isEmpty() && !choices.contains(String.valueOf(checked))) {
      throw new InvalidSpec(
          "'%s' must be one of the allowed values: %s"
              .formatted(checked, String.join(", ", choices)));
    }
    return checked;
  }

  private Object integer(@Nullable Object value) throws InvalidSpec {
    if (value instanceof Integer || value instanceof Long) {
      return value;
    }
    if (value instanceof String text && text.matches("-?\\d{1,18}")) {
      return Long.valueOf(text);
    }
    return wrong(value, "Integer");
  }

  private Object number(@Nullable Object value) throws InvalidSpec {
    if (value instanceof Number number) {
      return number;
    }
    if (value instanceof String text && text.matches("-?\\d{1,18}(\\.\\d{1,18})?")) {
      return Double.valueOf(text);
    }
    return wrong(value, "Number");
  }

  private Object bool(@Nullable Object value) throws InvalidSpec {
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof String text && (text.equals("true") || text.equals("false"))) {
      return Boolean.valueOf(text);
    }
    return wrong(value, "Boolean");
  }

  private Object wrong(@Nullable Object value, String wanted) throws InvalidSpec {
    String shown = String.valueOf(value);
    String cut = shown.length() > 80 ? shown.substring(0, 80) + "…" : shown;
    throw new InvalidSpec("The value '%s' of '%s' is not a valid %s".formatted(cut, name, wanted));
  }
}
