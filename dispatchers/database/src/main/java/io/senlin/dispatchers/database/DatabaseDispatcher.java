package io.senlin.dispatchers.database;

import io.senlin.spi.Action;
import io.senlin.spi.Details;
import io.senlin.spi.DispatcherName;
import io.senlin.spi.Entity;
import io.senlin.spi.Event;
import io.senlin.spi.EventBackend;
import io.senlin.spi.Level;
import io.senlin.store.Store;
import io.senlin.store.StoreFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps events as rows of the {@code event} table, as Senlin does. An event that arrives again
 * changes nothing. A text that is too long for its column is cut, with a mark.
 */
@DispatcherName("database")
public final class DatabaseDispatcher extends EventBackend {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String INSERT =
      "INSERT INTO event (id, \"timestamp\", oid, oname, otype, cluster_id, level, \"user\","
          + " project, action, status, status_reason, meta_data)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final Store store;
  private final ColumnText texts;
  private final String insertIfAbsent;

  /** A dispatcher that writes to the engine's own database. */
  public DatabaseDispatcher(Store store) {
    this.store = store;
    this.texts = new ColumnText(store.dialect());
    this.insertIfAbsent = INSERT + store.dialect().ifAbsent("id");
  }

  @Override
  public void dump(Level level, Action action, Details details) {
    dumpAll(List.of(new Event(level, action, details)));
  }

  /**
   * All in one transaction. That some are there already is rare, and MariaDB's driver is several
   * times as fast if it need not allow for it; so it is allowed for once it has happened.
   */
  @Override
  public void dumpAll(List<Event> events) {
    List<@Nullable Object[]> rows = new ArrayList<>(events.size());
    for (Event event : events) {
      rows.add(row(event));
    }
    try {
      insert(INSERT, rows);
    } catch (StoreFailure refused) {
      if (!refused.duplicate()) {
        throw refused;
      }
      insert(insertIfAbsent, rows);
    }
  }

  private void insert(String sql, List<@Nullable Object[]> rows) {
    store.writeAside(
        session -> {
          session.batch(sql, rows);
          return rows.size();
        });
  }

  private @Nullable Object[] row(Event event) {
    Action action = event.action();
    Details details = event.details();
    return new Object[] {
      details.id(),
      details.timestamp(),
      texts.characters(action.entity().map(Entity::id).orElse(action.target()), 36),
      texts.characters(action.entity().map(Entity::name).orElse(""), 255),
      texts.characters(action.objectType(), 36),
      texts.characters(clusterId(action), 36),
      Integer.toString(event.level().value()),
      texts.characters(action.context().user(), 64),
      texts.characters(action.context().project(), 64),
      texts.characters(action.displayAction(), 36),
      texts.characters(details.phase(), 255),
      texts.bytes(details.reason()),
      json(details.extra())
    };
  }

  private static String clusterId(Action action) {
    Optional<Entity> entity = action.entity();
    if (entity.isPresent()) {
      return entity.get().clusterId();
    }
    return action.objectType().equals("CLUSTER") ? action.target() : "";
  }

  private static String json(Map<String, @Nullable Object> extra) {
    return extra.isEmpty() ? "{}" : JSON.writeValueAsString(extra);
  }
}
