package io.senlin.store;

import io.senlin.testkit.databases.TestDatabases;

final class MariaDbStoreIT extends StoreContract {
  @Override
  String emptyDatabase() {
    return TestDatabases.mariadb();
  }

  @Override
  String nul() {
    return "\u2400"; // no NUL, its symbol
  }
}
