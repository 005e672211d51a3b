package io.senlin.engine;

import io.senlin.testkit.databases.TestDatabases;

final class PostgresActionPurgeIT extends ActionPurgeContract {
  @Override
  String emptyDatabase() {
    return TestDatabases.postgres();
  }
}
