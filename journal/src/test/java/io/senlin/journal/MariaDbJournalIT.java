package io.senlin.journal;

import io.senlin.testkit.databases.TestDatabases;

final class MariaDbJournalIT extends JournalContract {
  @Override
  String emptyDatabase() {
    return TestDatabases.mariadb();
  }
}
