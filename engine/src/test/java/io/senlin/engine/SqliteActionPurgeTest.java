package io.senlin.engine;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteActionPurgeTest extends ActionPurgeContract {
  @TempDir Path directory;

  @Override
  String emptyDatabase() {
    return "sqlite:///" + directory.resolve("senlin.db");
  }
}
