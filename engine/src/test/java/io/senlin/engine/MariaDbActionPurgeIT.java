package io.senlin.engine;

import io.senlin.testkit.databases.TestDatabases;

final class MariaDbActionPurgeIT extends ActionPurgeContract {
  @Override
  String emptyDatabase() {
    return TestDatabases.mariadb();
  }
}
