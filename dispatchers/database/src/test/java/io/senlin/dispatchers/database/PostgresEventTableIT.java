package io.senlin.dispatchers.database;

import io.senlin.testkit.databases.TestDatabases;

final class PostgresEventTableIT extends EventTableContract {
  @Override
  String emptyDatabase() {
    return TestDatabases.postgres();
  }
}
