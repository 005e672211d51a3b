package io.senlin.journal;

import io.senlin.testkit.databases.TestDatabases;

final class MariaDbRegisterIT extends RegisterContract {
  @Override
  String emptyDatabase() {
    return TestDatabases.mariadb();
  }
}
