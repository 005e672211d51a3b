package io.senlin.dispatchers.database;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which events to list, and in what order.
 *
 * @param filters the values a column may have; a column with none is not looked at. Levels are
 *     numbers as text, not {@link EventColumn#TIMESTAMP} though
 * @param project events of this project only; empty for those of all
 * @param sorts the most important first; what is left equal is sorted by id. Without any: by
 *     timestamp
 * @param limit how many at most
 * @param marker the id of the event after which to begin; one that does not exist is ignored
 */
public record EventQuery(
    Map<EventColumn, List<String>> filters,
    Optional<String> project,
    List<Sort> sorts,
    OptionalInt limit,
    Optional<String> marker) {

  /** All events of all projects, the oldest first. */
  public static final EventQuery ALL =
      new EventQuery(Map.of(), Optional.empty(), List.of(), OptionalInt.empty(), Optional.empty());

  /** Sorting by one column. */
  public record Sort(EventColumn column, boolean descending) {}

  public EventQuery {
    Map<EventColumn, List<String>> copy = new EnumMap<>(EventColumn.class);
    filters.forEach((column, values) -> copy.put(column, List.copyOf(values)));
    if (copy.containsKey(EventColumn.TIMESTAMP)) {
      throw new IllegalArgumentException("events cannot be chosen by their timestamp");
    }
    filters = Map.copyOf(copy);
    sorts = List.copyOf(sorts);
  }

  /** The same for events in which {@code column} has one of the values. */
  public EventQuery where(EventColumn column, List<String> values) {
    Map<EventColumn, List<String>> more = new EnumMap<>(EventColumn.class);
    more.putAll(filters);
    more.put(column, values);
    return new EventQuery(more, project, sorts, limit, marker);
  }

  /** The same for events of one project only. */
  public EventQuery of(String onlyProject) {
    return new EventQuery(filters, Optional.of(onlyProject), sorts, limit, marker);
  }

  /** The same, sorted by one more column where the others are equal. */
  public EventQuery sortedBy(EventColumn column, boolean descending) {
    List<Sort> more = new ArrayList<>(sorts);
    more.add(new Sort(column, descending));
    return new EventQuery(filters, project, more, limit, marker);
  }

  /** What is really sorted by, before the id. */
  List<Sort> order() {
    return sorts.isEmpty() ? List.of(new Sort(EventColumn.TIMESTAMP, false)) : sorts;
  }

  /** The same, but at most {@code count} events. */
  public EventQuery first(int count) {
    return new EventQuery(filters, project, sorts, OptionalInt.of(count), marker);
  }

  /** The same, but beginning after an event. */
  public EventQuery after(String id) {
    return new EventQuery(filters, project, sorts, limit, Optional.of(id));
  }
}
