package io.senlin.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies of JSON-like values: what the maps of an {@link Action} and an {@link Entity} hold. */
final class Values {
  private Values() {}

  /**
   * A deep, unmodifiable copy that keeps the order of keys.
   *
   * @throws IllegalArgumentException if a value is none of null, String, Boolean, Number, List, Map
   */
  static Map<String, @Nullable Object> copy(Map<String, ? extends @Nullable Object> map) {
    if (map.isEmpty()) {
      return Map.of();
    }
    Map<String, @Nullable Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
    map.forEach((key, value) -> copy.put(key, copyValue(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static @Nullable Object copyValue(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case Boolean flag -> flag;
      case Number number -> number;
      case List<?> list -> copyList(list);
      case Map<?, ?> map -> copyMap(map);
      default ->
          throw new IllegalArgumentException(
              "a value of "
                  + value.getClass().getName()
                  + " has no place in an event; use null, String, Boolean, Number, List or Map");
    };
  }

  private static List<@Nullable Object> copyList(List<?> list) {
    List<@Nullable Object> copy = new ArrayList<>(list.size());
    for (Object item : list) {
      copy.add(copyValue(item));
    }
    return Collections.unmodifiableList(copy);
  }

  private static Map<String, @Nullable Object> copyMap(Map<?, ?> map) {
    Map<String, @Nullable Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
    map.forEach((key, value) -> copy.put(String.valueOf(key), copyValue(value)));
    return Collections.unmodifiableMap(copy);
  }
}
