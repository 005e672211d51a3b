package io.senlin.api;

import io.helidon.common.uri.UriQuery;
import io.senlin.engine.Listing;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request for a list: filters, {@code limit}, {@code marker}, {@code sort} and
 * {@code global_project}. Of one of the latter that is given twice the last counts; one that is
 * empty does not count. A filter may be given several times, and may be empty. Every fault is an
 * {@link HttpError} in Senlin's words.
 */
final class Query {
  private static final Set<String> COMMON = Set.of("limit", "marker", "sort", "global_project");

  private static final BigInteger MAX_LIMIT = BigInteger.valueOf(Integer.MAX_VALUE);

  private final Map<String, List<String>> filters = new LinkedHashMap<>();
  private final Map<String, String> common = new LinkedHashMap<>();

  private Query() {}

  /**
   * Reads the parameters.
   *
   * @param allowed the names of the filters
   */
  static Query of(UriQuery parameters, Set<String> allowed) {
    Query query = new Query();
    for (String name : parameters.names()) {
      List<String> values = parameters.all(name);
      if (COMMON.contains(name)) {
        query.common.put(name, values.getLast());
      } else if (allowed.contains(name)) {
        query.filters.put(name, List.copyOf(values));
      } else {
        throw HttpError.badRequest("Invalid parameter " + name);
      }
    }
    return query;
  }

  Map<String, List<String>> filters() {
    return filters;
  }

  /** Checks the values of a filter against those it may have. */
  Query oneOf(String filter, Set<String> allowed) {
    for (String value : filters.getOrDefault(filter, List.of())) {
      if (!allowed.contains(value)) {
        throw HttpError.badRequest("Field value %s is invalid".formatted(value));
      }
    }
    return this;
  }

  Optional<Integer> limit() {
    Optional<String> text = value("limit");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      // beyond an int there are no rows; Senlin takes any number
      long limit = new BigInteger(text.get().strip()).min(MAX_LIMIT).longValue();
      if (limit < 0) {
        throw HttpError.badRequest("Value must be >= 0 for field 'limit'.");
      }
      return Optional.of((int) limit);
    } catch (NumberFormatException e) {
      throw HttpError.badRequest(
          "The value for limit must be an integer: '%s'.".formatted(text.get()));
    }
  }

  Optional<String> marker() {
    return value("marker");
  }

  /** One key of a sort order. */
  record SortKey(String name, boolean descending) {}

  /**
   * The sort order, the most important key first.
   *
   * @param keys what may be sorted by
   */
  List<SortKey> sort(Set<String> keys) {
    Optional<String> sort = value("sort");
    return sort.isEmpty()
        ? List.of()
        : Arrays.stream(sort.get().split(",", -1)).map(part -> sortKey(part, keys)).toList();
  }

  private static SortKey sortKey(String part, Set<String> keys) {
    int colon = part.indexOf(':');
    String key = colon < 0 ? part : part.substring(0, colon);
    String direction = colon < 0 ? "" : part.substring(colon + 1);
    if (key.isEmpty()) {
      throw HttpError.badRequest("Missing sort key for 'sort'.");
    }
    if (!keys.contains(key)) {
      throw HttpError.badRequest("Unsupported sort key '%s' for 'sort'.".formatted(key));
    }
    return switch (direction) {
      case "", "asc" -> new SortKey(key, false);
      case "desc" -> new SortKey(key, true);
      default ->
          throw HttpError.badRequest("Unsupported sort dir '%s' for 'sort'.".formatted(direction));
    };
  }

  /** Whether the caller asks for the rows of all projects, which only an administrator may. */
  boolean globalProject(Caller caller) {
    boolean global = value("global_project").map(v -> flag("global_project", v)).orElse(false);
    if (global && !caller.admin()) {
      throw Caller.forbidden();
    }
    return global;
  }

  /** All of it, for the engine. */
  Listing listing(Caller caller, Set<String> sortKeys) {
    sort(sortKeys); // the engine takes the text, once it is known to be right
    return new Listing(filters, limit(), marker(), value("sort"), globalProject(caller));
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(common.get(name)).filter(value -> !value.isEmpty());
  }

  /** A boolean, or the text of one in any case. */
  static boolean flag(String name, @Nullable Object value) {
    return switch (String.valueOf(value).toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw HttpError.badRequest(
              "Invalid value '%s' specified for '%s'".formatted(value, name));
    };
  }
}
