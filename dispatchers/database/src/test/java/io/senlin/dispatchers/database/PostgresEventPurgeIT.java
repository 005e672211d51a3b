package io.senlin.dispatchers.database;

import io.senlin.testkit.databases.TestDatabases;

final class PostgresEventPurgeIT extends EventPurgeContract {
  @Override
  String emptyDatabase() {
    return TestDatabases.postgres();
  }
}
