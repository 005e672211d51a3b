package io.senlin.engine;

import io.senlin.testkit.databases.TestDatabases;

final class PostgresSeveralEnginesIT extends SeveralEnginesContract {
  @Override
  String emptyDatabase() {
    return TestDatabases.postgres();
  }
}
