package io.senlin.engine;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

final class SqliteEngineTest {
  @TempDir Path directory;

  @Nested
  final class ClusterEvents extends ClusterEventsContract {
    @Override
    String emptyDatabase() {
      return Lab.sqlite(directory);
    }
  }

  @Nested
  final class NodeEvents extends NodeEventsContract {
    @Override
    String emptyDatabase() {
      return Lab.sqlite(directory);
    }
  }

  @Nested
  final class RecordedRun extends RecordedRunContract {
    @Override
    String emptyDatabase() {
      return Lab.sqlite(directory);
    }
  }

  @Nested
  final class Stopping extends StoppingContract {
    @Override
    String emptyDatabase() {
      return Lab.sqlite(directory);
    }
  }

  @Nested
  final class BrokenNodes extends BrokenNodesContract {
    @Override
    String emptyDatabase() {
      return Lab.sqlite(directory);
    }
  }

  @Nested
  final class Recovery extends RecoveryContract {
    @Override
    String emptyDatabase() {
      return Lab.sqlite(directory);
    }
  }

  @Nested
  final class EngineModel extends EngineModelContract {
    @Override
    String emptyDatabase() {
      return Lab.sqlite(directory);
    }
  }
}
