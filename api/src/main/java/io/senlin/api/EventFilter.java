package io.senlin.api;

import io.senlin.spi.Action;
import io.senlin.spi.Entity;
import io.senlin.spi.Event;
import io.senlin.spi.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which events are asked for.
 *
 * @param project only those of this project; of all if empty
 * @param fields the values a field may have, by Senlin's name of the filter
 */
record EventFilter(Optional<String> project, Map<String, List<String>> fields) {
  private static final Set<String> NAMES =
      Set.of("oname", "otype", "oid", "cluster_id", "action", "level");
  private static final Set<String> LEVELS = Set.of("CRITICAL", "ERROR", "WARN", "INFO", "DEBUG");

  EventFilter {
    fields = Map.copyOf(fields);
  }

  /** Reads and checks the parameters of a list of events. */
  static Query query(Call call) {
    return call.query(NAMES).oneOf("level", LEVELS).oneOf("action", ActionNames.ALL);
  }

  /** The filter in a query. */
  static EventFilter of(Call call, Query query) {
    Optional<String> project =
        query.globalProject(call.caller())
            ? Optional.empty()
            : Optional.of(call.context().project());
    return new EventFilter(project, query.filters());
  }

  /** What the API calls a level: WARN for {@link Level#WARNING}. */
  static String name(Level level) {
    return level == Level.WARNING ? "WARN" : level.name();
  }

  boolean matches(Event event) {
    Action action = event.action();
    Optional<Entity> entity = action.entity();
    return project.map(action.context().project()::equals).orElse(true)
        && allows("level", name(event.level()))
        && allows("action", action.displayAction())
        && allows("otype", action.objectType())
        && allows("oid", action.target())
        && allows("oname", entity.map(Entity::name).orElse(""))
        && allows("cluster_id", entity.map(Entity::clusterId).orElse(""));
  }

  private boolean allows(String field, String value) {
    List<String> wanted = fields.get(field);
    return wanted == null || wanted.stream().anyMatch(value::equalsIgnoreCase);
  }
}
