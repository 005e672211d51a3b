package io.senlin.journal;

import io.senlin.testkit.databases.TestDatabases;

final class PostgresRegisterIT extends RegisterContract {
  @Override
  String emptyDatabase() {
    return TestDatabases.postgres();
  }
}
