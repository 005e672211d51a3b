package io.senlin.dispatchers.database;

import io.senlin.testkit.databases.TestDatabases;

final class MariaDbEventTableIT extends EventTableContract {
  @Override
  String emptyDatabase() {
    return TestDatabases.mariadb();
  }
}
