package io.senlin.journal;

import io.senlin.store.Row;
import io.senlin.store.Session;
import io.senlin.store.Store;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The register in the engine's database. Thread-safe. */
public final class StoredRegister implements Register {
  private final Store store;
  private final String partition;

  private StoredRegister(Store store, String partition) {
    this.store = store;
    this.partition = partition;
  }

  /**
   * The register of the engine that appends to a partition.
   *
   * @param partition its journal's
   */
  public static StoredRegister of(Store store, String partition) {
    return new StoredRegister(store, partition);
  }

  @Override
  public List<Entry> entries() {
    return store.read(
        session -> {
          Map<String, Entry> entries = new TreeMap<>();
          for (Entry entry :
              session.query("SELECT name, wish, paused FROM dispatcher", StoredRegister::order)) {
            entries.put(entry.name(), entry);
          }
          for (Entry own :
              session.query(
                  "SELECT dispatcher, active, since FROM dispatcher_activity"
                      + " WHERE \"partition\" = ?",
                  StoredRegister::activity,
                  partition)) {
            entries.merge(
                own.name(), own, (order, _) -> order.withActivity(own.active(), own.since()));
          }
          return List.copyOf(entries.values());
        });
  }

  private static Entry order(Row row) throws SQLException {
    return Entry.empty(row.text("name"))
        .withOrder(Wish.valueOf(row.text("wish")), row.bool("paused"));
  }

  private static Entry activity(Row row) throws SQLException {
    return Entry.empty(row.text("dispatcher"))
        .withActivity(row.bool("active"), row.instant("since"));
  }

  @Override
  public void saveActivity(String name, boolean active, Instant since) {
    store.write(session -> saveActivity(session, name, active, since));
  }

  private int saveActivity(Session session, String name, boolean active, Instant since)
      throws SQLException {
    session.update(
        "DELETE FROM dispatcher_activity WHERE dispatcher = ? AND \"partition\" = ?",
        name,
        partition);
    return session.update(
        "INSERT INTO dispatcher_activity (dispatcher, \"partition\", active, since)"
            + " VALUES (?, ?, ?, ?)",
        name,
        partition,
        active,
        since);
  }

  @Override
  public void saveOrder(String name, Wish wish, boolean paused) {
    store.write(
        session -> {
          int changed =
              session.update(
                  "UPDATE dispatcher SET wish = ?, paused = ? WHERE name = ?",
                  wish.name(),
                  paused,
                  name);
          return changed > 0
              ? changed
              : session.update(
                  "INSERT INTO dispatcher (wish, paused, name) VALUES (?, ?, ?)"
                      + session.dialect().ifAbsent("name"),
                  wish.name(),
                  paused,
                  name);
        });
  }
}
