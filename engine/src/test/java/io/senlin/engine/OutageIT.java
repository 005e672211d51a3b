package io.senlin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.senlin.testkit.databases.DatabaseServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database server that is away for a while. */
final class OutageIT {
  private static final Duration LEASE = Duration.ofSeconds(1);

  @TempDir Path directory;

  @Test
  void everyRunningActionOutlastsIt() throws Refused, InterruptedException {
    AlteredNodes nodes = new AlteredNodes();
    try (DatabaseServer server = DatabaseServer.postgres(directory);
        Lab lab =
            new Lab(
                server.create("senlin"), Lab.SETTINGS.withLease(LEASE), List.of(nodes.type()))) {
      lab.profile("plain", Map.of());
      lab.cluster("c1", "plain", 2);
      AlteredNodes.Hanging looking = nodes.hang("check", false);
      AlteredNodes.Hanging recovering = nodes.hang("recover", "recovered");
      String recover = lab.engine.clusters().recover(Lab.CONTEXT, "c1", Map.of("check", true));

      looking.awaitBegun();
      server.stop();
      looking.goOn(); // and the cluster action has to store what it saw
      server.start();
      recovering.awaitBegun();
      server.stop(); // while the cluster action waits, and looks by itself twice a lease
      await().during(LEASE.multipliedBy(2)).until(recovering::hangs);
      server.start();
      recovering.goOn();

      assertThat(lab.ended(recover).status()).isEqualTo(ActionStatus.SUCCEEDED);
      assertThat(lab.events(recover)).hasSize(2);
      assertThat(lab.members("c1")).allMatch(NodeRecord::active);
      assertThat(lab.members("c1")).anyMatch(node -> node.physicalId().equals("recovered"));
      lab.assertNoLocks();
    }
  }
}
