package io.senlin.dispatchers.database;

import io.senlin.testkit.databases.TestDatabases;

final class MariaDbEventPurgeIT extends EventPurgeContract {
  @Override
  String emptyDatabase() {
    return TestDatabases.mariadb();
  }
}
