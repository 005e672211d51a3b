package io.senlin.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON-like values: null, String, Boolean, Number, List and Map. */
final class Json {
  private Json() {}

  /** A deep, unmodifiable copy that keeps the order of keys. */
  static Map<String, @Nullable Object> copy(Map<?, ?> map) {
    if (map.isEmpty()) {
      return Map.of();
    }
    Map<String, @Nullable Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
    map.forEach((key, value) -> copy.put(String.valueOf(key), copyValue(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static @Nullable Object copyValue(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case Boolean flag -> flag;
      case Number number -> number;
      case List<?> list -> copyList(list);
      case Map<?, ?> map -> copy(map);
      default ->
          throw new IllegalArgumentException(
              "a value of " + value.getClass().getName() + " has no place in JSON");
    };
  }

  private static List<@Nullable Object> copyList(List<?> list) {
    List<@Nullable Object> copy = new ArrayList<>(list.size());
    for (Object item : list) {
      copy.add(copyValue(item));
    }
    return Collections.unmodifiableList(copy);
  }
}
