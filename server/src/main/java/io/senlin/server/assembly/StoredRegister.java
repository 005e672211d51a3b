package io.senlin.server.assembly;

import io.senlin.delivery.Register;
import io.senlin.store.Row;
import io.senlin.store.Store;
import java.sql.SQLException;
import java.util.List;

/** What is remembered of dispatchers, in the engine's database. Thread-safe. */
final class StoredRegister implements Register {
  private final Store store;

  StoredRegister(Store store) {
    this.store = store;
  }

  @Override
  public List<Entry> entries() {
    return store.read(
        session ->
            session.query(
                "SELECT name, active, since, wish, paused FROM dispatcher ORDER BY name",
                StoredRegister::entry));
  }

  private static Entry entry(Row row) throws SQLException {
    return new Entry(
        row.text("name"),
        row.bool("active"),
        row.instant("since"),
        Wish.valueOf(row.text("wish")),
        row.bool("paused"));
  }

  @Override
  public void save(Entry entry) {
    store.write(
        session -> {
          session.update("DELETE FROM dispatcher WHERE name = ?", entry.name());
          return session.update(
              "INSERT INTO dispatcher (name, active, since, wish, paused) VALUES (?, ?, ?, ?, ?)",
              entry.name(),
              entry.active(),
              entry.since(),
              entry.wish().name(),
              entry.paused());
        });
  }

  @Override
  public void remove(String name) {
    store.write(session -> session.update("DELETE FROM dispatcher WHERE name = ?", name));
  }
}
