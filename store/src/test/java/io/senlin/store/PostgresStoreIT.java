package io.senlin.store;

import io.senlin.testkit.databases.TestDatabases;

final class PostgresStoreIT extends StoreContract {
  @Override
  String emptyDatabase() {
    return TestDatabases.postgres();
  }

  @Override
  String nul() {
    return "\u2400"; // no NUL, its symbol
  }
}
