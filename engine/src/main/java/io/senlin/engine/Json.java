package io.senlin.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON-like values (null, String, Boolean, Number, List and Map) and their text in the database's
 * JSON columns.
 */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final TypeReference<LinkedHashMap<String, @Nullable Object>> MAP =
      new TypeReference<>() {};
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private Json() {}

  /** The text of a value. */
  static String text(Object value) {
    boolean empty = value instanceof Map<?, ?> map && map.isEmpty();
    return empty ? "{}" : MAPPER.writeValueAsString(value);
  }

  /** The map a text stands for; an empty text is an empty map. */
  static Map<String, @Nullable Object> map(String text) {
    return text.isEmpty() || text.equals("{}") || text.equals("null")
        ? Map.of()
        : MAPPER.readValue(text, MAP);
  }

  /** The list of texts a text stands for; an empty text is an empty list. */
  static List<String> texts(String text) {
    return text.isEmpty() || text.equals("[]") ? List.of() : MAPPER.readValue(text, TEXTS);
  }

  /** The map under a key, or an empty one. */
  @SuppressWarnings("unchecked") // every map here has text for keys
  static Map<String, @Nullable Object> child(Map<String, @Nullable Object> map, String key) {
    return map.get(key) instanceof Map<?, ?> child
        ? (Map<String, @Nullable Object>) child
        : Map.of();
  }

  /** The texts of a list among JSON values; none if it is no list. */
  static List<String> list(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

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
