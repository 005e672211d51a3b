package io.senlin.engine.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The properties a spec may have, or the parameters an operation takes. Immutable.
 *
 * @param properties in the order in which they are shown
 */
public record Schema(List<Property> properties) {

  /** Nothing may be given. */
  public static final Schema EMPTY = new Schema(List.of());

  public Schema {
    properties = List.copyOf(properties);
  }

  public static Schema of(Property... properties) {
    return new Schema(List.of(properties));
  }

  /**
   * Checks given values, and adds the defaults of those that are missing.
   *
   * @throws InvalidSpec if one is missing, unknown or not of its kind
   */
  public Map<String, @Nullable Object> complete(Map<String, ? extends @Nullable Object> given)
      throws InvalidSpec {
    for (String name : given.keySet()) {
      if (properties.stream().noneMatch(property -> property.name().equals(name))) {
        throw new InvalidSpec("Unrecognizable spec item '%s'".formatted(name));
      }
    }
    Map<String, @Nullable Object> complete = new LinkedHashMap<>();
    for (Property property : properties) {
      Object value = given.get(property.name());
      if (value != null) {
        complete.put(property.name(), property.check(value));
      } else if (property.required()) {
        throw new InvalidSpec("Required spec item '%s' not provided".formatted(property.name()));
      } else {
        property.defaultValue().ifPresent(usual -> complete.put(property.name(), usual));
      }
    }
    return complete;
  }

  /**
   * Checks that a node can be changed from some properties to others.
   *
   * @throws InvalidSpec if one differs that is not updatable
   */
  public void checkUpdate(
      Map<String, ? extends @Nullable Object> before, Map<String, ? extends @Nullable Object> after)
      throws InvalidSpec {
    for (Property property : properties) {
      Object old = before.get(property.name());
      Object now = after.get(property.name());
      if (!property.updatable() && !String.valueOf(old).equals(String.valueOf(now))) {
        throw new InvalidSpec("%s cannot be updated".formatted(property.name()));
      }
    }
  }

  /**
   * Senlin's form of it: by name, {@code type}, {@code required}, {@code description} and so on.
   */
  public Map<String, @Nullable Object> shown() {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    for (Property property : properties) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      if (!property.choices().isEmpty()) {
        one.put(
            "constraints",
            List.of(Map.of("type", "AllowedValues", "constraint", property.choices())));
      }
      property.defaultValue().ifPresent(value -> one.put("default", value));
      one.put("description", property.description());
      one.put("required", property.required());
      one.put("type", property.kind().shown());
      one.put("updatable", property.updatable());
      shown.put(property.name(), one);
    }
    return shown;
  }
}
