package io.senlin.journal;

import io.senlin.store.Store;
import io.senlin.testkit.databases.DriverSource;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Over a DataSource, as in somebody else's engine. */
final class SqliteEmbeddedRegisterTest extends RegisterContract {
  @TempDir Path directory;

  @Override
  String emptyDatabase() {
    return "sqlite:///" + directory.resolve("host.db");
  }

  @Override
  Store store(String url) {
    return Store.of(DriverSource.to(url));
  }
}
