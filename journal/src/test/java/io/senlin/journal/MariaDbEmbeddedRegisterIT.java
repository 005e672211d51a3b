package io.senlin.journal;

import io.senlin.store.Store;
import io.senlin.testkit.databases.DriverSource;
import io.senlin.testkit.databases.TestDatabases;

/** Over a DataSource, as in somebody else's engine. */
final class MariaDbEmbeddedRegisterIT extends RegisterContract {
  @Override
  String emptyDatabase() {
    return TestDatabases.mariadb();
  }

  @Override
  Store store(String url) {
    return Store.of(DriverSource.to(url));
  }
}
