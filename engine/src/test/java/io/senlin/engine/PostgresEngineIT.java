package io.senlin.engine;

import io.senlin.testkit.databases.TestDatabases;
import org.junit.jupiter.api.Nested;

final class PostgresEngineIT {
  @Nested
  final class ClusterEvents extends ClusterEventsContract {
    @Override
    String emptyDatabase() {
      return TestDatabases.postgres();
    }
  }

  @Nested
  final class NodeEvents extends NodeEventsContract {
    @Override
    String emptyDatabase() {
      return TestDatabases.postgres();
    }
  }

  @Nested
  final class RecordedRun extends RecordedRunContract {
    @Override
    String emptyDatabase() {
      return TestDatabases.postgres();
    }
  }

  @Nested
  final class Stopping extends StoppingContract {
    @Override
    String emptyDatabase() {
      return TestDatabases.postgres();
    }
  }

  @Nested
  final class BrokenNodes extends BrokenNodesContract {
    @Override
    String emptyDatabase() {
      return TestDatabases.postgres();
    }
  }

  @Nested
  final class Recovery extends RecoveryContract {
    @Override
    String emptyDatabase() {
      return TestDatabases.postgres();
    }
  }

  @Nested
  final class EngineModel extends EngineModelContract {
    @Override
    String emptyDatabase() {
      return TestDatabases.postgres();
    }
  }

  @Nested
  final class BrokenCommits extends BrokenCommitsContract {
    @Override
    String emptyDatabase() {
      return TestDatabases.postgres();
    }
  }
}
