package io.senlin.engine;

import io.senlin.testkit.databases.TestDatabases;

final class MariaDbSeveralEnginesIT extends SeveralEnginesContract {
  @Override
  String emptyDatabase() {
    return TestDatabases.mariadb();
  }
}
