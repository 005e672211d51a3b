package io.senlin.journal;

import io.senlin.testkit.databases.TestDatabases;

final class PostgresJournalIT extends JournalContract {
  @Override
  String emptyDatabase() {
    return TestDatabases.postgres();
  }
}
