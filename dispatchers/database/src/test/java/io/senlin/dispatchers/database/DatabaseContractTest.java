package io.senlin.dispatchers.database;

import io.senlin.spi.EventBackend;
import io.senlin.store.Store;
import io.senlin.store.StoreSettings;
import io.senlin.testkit.DispatcherContract;
import io.senlin.testkit.Outage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class DatabaseContractTest extends DispatcherContract {
  @TempDir private Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.sqlite(folder.resolve("senlin.db")));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  protected EventBackend dispatcher() {
    return new DatabaseDispatcher(store);
  }

  @Override
  protected boolean isPlugin() {
    return false;
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of();
  }

  @Override
  protected List<UUID> delivered() {
    return store.read(
        session ->
            session.query("SELECT id FROM event ORDER BY rowid", row -> row.text("id")).stream()
                .map(UUID::fromString)
                .toList());
  }

  @Override
  protected List<Outage> outages() {
    return List.of(
        new Outage(
            "the table is gone",
            () -> run("ALTER TABLE event RENAME TO event_elsewhere"),
            () -> run("ALTER TABLE event_elsewhere RENAME TO event")));
  }

  private void run(String sql) {
    store.write(session -> session.update(sql));
  }
}
