package io.senlin.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of a request, field by field; a field that was not given is left out. */
public final class Body {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  /** Adds a field unless its value is null. */
  public Body put(String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
    return this;
  }

  /** These fields as the one object called {@code name}, the form of all of Senlin's requests. */
  public Map<String, Object> in(String name) {
    return Map.of(name, fields);
  }

  Map<String, Object> fields() {
    return fields;
  }
}
