package io.senlin.dispatchers.database;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteEventPurgeTest extends EventPurgeContract {
  @TempDir Path directory;

  @Override
  String emptyDatabase() {
    return "sqlite:///" + directory.resolve("senlin.db");
  }
}
