package io.senlin.journal;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteRegisterTest extends RegisterContract {
  @TempDir Path directory;

  @Override
  String emptyDatabase() {
    return "sqlite:///" + directory.resolve("senlin.db");
  }
}
