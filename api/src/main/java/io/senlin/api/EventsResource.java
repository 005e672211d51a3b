package io.senlin.api;

import io.senlin.dispatchers.database.EventColumn;
import io.senlin.dispatchers.database.EventQuery;
import io.senlin.dispatchers.database.EventRow;
import io.senlin.dispatchers.database.EventTable;
import io.senlin.spi.Context;
import io.senlin.spi.Level;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /v1/events}: what the database dispatcher has stored. */
final class EventsResource {
  private static final int PAGE = 1000;
  private static final int ID_LENGTH = 36;
  private static final Set<String> SORT_KEYS =
      Set.of("timestamp", "level", "otype", "oname", "action", "cluster_id", "oid");

  private final EventTable table;
  private final ClusterLookup clusters;
  private final Json json;

  /** Finds the clusters that events are shown with. */
  @FunctionalInterface
  interface ClusterLookup {
    /** The cluster as the API shows it; empty if it is gone, or not the caller's. */
    Optional<Map<String, @Nullable Object>> find(Context context, String id);
  }

  EventsResource(EventTable table, ClusterLookup clusters, Json json) {
    this.table = table;
    this.clusters = clusters;
    this.json = json;
  }

  void register(Routes routes) {
    routes.get("/v1/events", this::list).get("/v1/events/{id}", this::show);
  }

  private Answer list(Call call) {
    Query query = EventFilter.query(call);
    int limit = query.limit().orElse(Integer.MAX_VALUE);
    Pages pages = new Pages(rows(call, query), limit, new Shower(call.context()));
    List<Map<String, @Nullable Object>> first = pages.next();
    return pages.hasNext() ? Answer.pages("events", first, pages) : Answer.ok("events", first);
  }

  private static EventQuery rows(Call call, Query query) {
    EventFilter filter = EventFilter.of(call, query);
    EventQuery rows = EventQuery.ALL;
    if (filter.project().isPresent()) {
      rows = rows.of(filter.project().get());
    }
    for (Map.Entry<String, List<String>> field : filter.fields().entrySet()) {
      EventColumn column = EventColumn.valueOf(field.getKey().toUpperCase(Locale.ROOT));
      rows = rows.where(column, field.getValue().stream().map(v -> stored(column, v)).toList());
    }
    for (Query.SortKey key : query.sort(SORT_KEYS)) {
      rows =
          rows.sortedBy(EventColumn.valueOf(key.name().toUpperCase(Locale.ROOT)), key.descending());
    }
    Optional<String> marker = query.marker();
    return marker.isPresent() ? rows.after(marker.get()) : rows;
  }

  /** How the table has a value. */
  private static String stored(EventColumn column, String value) {
    return switch (column) {
      case LEVEL -> Integer.toString(level(value).value());
      case OTYPE -> value.toUpperCase(Locale.ROOT);
      case OID, ONAME, CLUSTER_ID, ACTION, STATUS, TIMESTAMP -> value;
    };
  }

  private static Level level(String name) {
    return name.equals("WARN") ? Level.WARNING : Level.valueOf(name);
  }

  private Answer show(Call call) {
    String id = call.path("id");
    return Answer.ok("event", new Shower(call.context()).shown(find(call, id)));
  }

  private EventRow find(Call call, String asked) {
    Optional<String> project = Optional.of(call.context().project());
    String id = asked.toLowerCase(Locale.ROOT);
    List<EventRow> found =
        id.length() == ID_LENGTH
            ? table.find(id, project).stream().toList()
            : table.findByPrefix(id, project, 2);
    if (found.size() > 1) {
      throw HttpError.of(
          Fault.BAD_REQUEST,
          "MultipleChoices",
          "Multiple results found matching the query criteria '%s'. Please be more specific."
              .formatted(asked));
    }
    if (found.isEmpty()) {
      throw HttpError.of(
          Fault.NOT_FOUND,
          "ResourceNotFound",
          "The event '%s' could not be found.".formatted(asked));
    }
    return found.getFirst();
  }

  /** Shows events to one caller; looks each cluster up once. */
  private final class Shower {
    private final Context context;
    private final Map<String, Optional<Map<String, @Nullable Object>>> known = new HashMap<>();

    Shower(Context context) {
      this.context = context;
    }

    Map<String, @Nullable Object> shown(EventRow row) {
      Optional<Map<String, @Nullable Object>> cluster =
          row.clusterId()
              .filter(id -> !id.isEmpty())
              .flatMap(id -> known.computeIfAbsent(id, key -> clusters.find(context, key)));
      return EventView.fields(row, cluster, json);
    }
  }

  /** Reads a list of any length in pieces, each after the last event of the one before. */
  private final class Pages implements Iterator<List<Map<String, @Nullable Object>>> {
    private final Shower shower;
    private final EventQuery query;
    private Optional<EventRow> last = Optional.empty();
    private int left;
    private boolean more = true;

    Pages(EventQuery query, int limit, Shower shower) {
      this.query = query;
      this.left = limit;
      this.shower = shower;
    }

    @Override
    public boolean hasNext() {
      return more;
    }

    @Override
    public List<Map<String, @Nullable Object>> next() {
      if (!more) {
        throw new NoSuchElementException();
      }
      int size = Math.min(left, PAGE);
      EventQuery page = query.first(size);
      List<EventRow> rows = last.isPresent() ? table.listAfter(last.get(), page) : table.list(page);
      left -= rows.size();
      more = rows.size() == size && left > 0;
      if (more) {
        last = Optional.of(rows.getLast());
      }
      return rows.stream().map(shower::shown).toList();
    }
  }
}
