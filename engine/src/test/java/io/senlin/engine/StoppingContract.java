package io.senlin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.senlin.engine.simulated.SimulatedNodes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Actions that are cancelled, run out of time, or find what they need locked. */
abstract class StoppingContract extends EngineContract {

  @Override
  EngineSettings settings() {
    return Lab.settings(1, Duration.ofMillis(50));
  }

  @BeforeEach
  void profiles() throws Refused {
    lab.profile("plain", Map.of());
    lab.profile("slow", Map.of("delay", 1000));
    lab.profile("slow-check", Map.of("delays", Map.of("check", 1000)));
  }

  private void waiting(String action) {
    await()
        .atMost(Lab.LIMIT)
        .until(
            () ->
                lab.action(action).status() == ActionStatus.WAITING
                    && lab.action(action).dependsOn().stream()
                        .allMatch(child -> lab.action(child).status() == ActionStatus.RUNNING));
  }

  @Test
  void cancelsAClusterActionWithItsNodeActions() throws Refused {
    String create =
        lab.engine.clusters().create(Lab.CONTEXT, Lab.request("c1", "slow", 2)).actionId();
    waiting(create);
    List<String> children = lab.action(create).dependsOn();
    assertThat(children).hasSize(2);
    lab.engine.actions().cancel(Lab.CONTEXT, create, false);
    assertThat(lab.ended(create).status()).isEqualTo(ActionStatus.CANCELLED);
    String id = create.substring(0, 8);
    assertThat(lab.events(create))
        .containsExactly("INFO start " + id, "ERROR error Failed in creating nodes.");
    for (String child : children) {
      assertThat(lab.action(child).status()).isEqualTo(ActionStatus.CANCELLED);
      assertThat(lab.events(child))
          .endsWith("ERROR error NODE_CREATE [%s] cancelled".formatted(child.substring(0, 8)));
    }
    assertThat(lab.events().getLast().details().extra()).containsEntry("cancelled", true);
    assertThat(lab.members("c1")).allMatch(node -> node.status().equals("ERROR"));
    lab.assertNoLocks();
    assertThatThrownBy(() -> lab.engine.actions().cancel(Lab.CONTEXT, create, false))
        .isInstanceOf(Refused.Conflict.class);
  }

  @Test
  void forcesAnActionToEndAtOnce() throws Refused {
    String create =
        lab.engine.clusters().create(Lab.CONTEXT, Lab.request("c1", "slow", 1)).actionId();
    waiting(create);
    lab.engine.actions().cancel(Lab.CONTEXT, create, true);
    assertThat(lab.action(create).status()).isEqualTo(ActionStatus.CANCELLED);
    assertThat(lab.events(create))
        .hasSize(2)
        .endsWith("ERROR error Action execution force cancelled");
    lab.assertNoLocks();
  }

  /** It looks at its nodes, does not notice the order to stop, and then wants to recover them. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void makesNoMoreNodeActionsOnceItIsToStop(boolean force) throws Refused, InterruptedException {
    lab.close();
    EngineSettings patient = Lab.settings(1, Duration.ofMillis(50), Duration.ofSeconds(20));
    AlteredNodes nodes = new AlteredNodes();
    lab = new Lab(database, patient, List.of(nodes.type()));
    lab.cluster("c1", "plain", 1);
    AlteredNodes.Hanging looking = nodes.hang("check", false);
    String recover = lab.engine.clusters().recover(Lab.CONTEXT, "c1", Map.of("check", true));
    looking.awaitBegun();
    lab.engine.actions().cancel(Lab.CONTEXT, recover, force);
    looking.goOn();
    lab.restart(); // after the action's thread has ended
    assertThat(lab.action(recover).status()).isEqualTo(ActionStatus.CANCELLED);
    assertThat(lab.events(recover)).hasSize(2);
    assertThat(lab.engine.actions().list(Lab.CONTEXT, Listing.ALL))
        .extracting(ActionRecord::action)
        .doesNotContain("NODE_RECOVER");
    lab.assertNoLocks();
  }

  @Test
  void cancelsARecoveryWhileItLooksAtItsNodes() throws Refused {
    lab.cluster("c1", "slow-check", 1);
    String recover = lab.engine.clusters().recover(Lab.CONTEXT, "c1", Map.of("check", true));
    await().atMost(Lab.LIMIT).until(() -> lab.action(recover).status() == ActionStatus.RUNNING);
    lab.engine.actions().cancel(Lab.CONTEXT, recover, false);
    assertThat(lab.ended(recover).status()).isEqualTo(ActionStatus.CANCELLED);
    String id = recover.substring(0, 8);
    assertThat(lab.events(recover))
        .containsExactly(
            "INFO start " + id, "ERROR error CLUSTER_RECOVER [%s] cancelled".formatted(id));
    assertThat(lab.events().getLast().details().extra()).containsEntry("cancelled", true);
    assertThat(lab.cluster("c1").status()).isEqualTo("ACTIVE");
    lab.assertNoLocks();
  }

  @Test
  void aRecoveryRunsOutOfTimeWhileItLooksAtItsNodes() throws Refused {
    lab.cluster("c1", "slow-check", 1);
    lab.store.write(tx -> tx.update("UPDATE cluster SET timeout = 1"));
    String recover = lab.engine.clusters().recover(Lab.CONTEXT, "c1", Map.of("check", true));
    assertThat(lab.ended(recover).status()).isEqualTo(ActionStatus.FAILED);
    String id = recover.substring(0, 8);
    assertThat(lab.events(recover))
        .containsExactly(
            "INFO start " + id,
            "DEBUG error TIMEOUT",
            "ERROR error CLUSTER_RECOVER [%s] timeout".formatted(id));
    lab.assertNoLocks();
  }

  @Test
  void saysThatTimeIsOverAndFails() throws Refused {
    ClusterRequest request =
        new ClusterRequest(
            "c1",
            "slow",
            Optional.empty(),
            Optional.empty(),
            Optional.of(1),
            Optional.of(1),
            Map.of(),
            Map.of());
    String create = lab.engine.clusters().create(Lab.CONTEXT, request).actionId();
    assertThat(lab.ended(create).status()).isEqualTo(ActionStatus.FAILED);
    assertThat(lab.events(create))
        .containsExactly(
            "INFO start " + create.substring(0, 8),
            "DEBUG error TIMEOUT",
            "ERROR error Failed in creating nodes.");
    String child = lab.events().get(1).action().id();
    assertThat(lab.ended(child).status()).isEqualTo(ActionStatus.CANCELLED);
    await().atMost(Lab.LIMIT).untilAsserted(lab::assertNoLocks);
  }

  @Test
  void refusesAnActionOnWhatIsBusy() throws Refused {
    lab.cluster("c1", "slow-check", 1);
    String check = lab.engine.clusters().check(Lab.CONTEXT, "c1", Map.of());
    waiting(check);
    assertThatThrownBy(() -> lab.engine.clusters().scaleOut(Lab.CONTEXT, "c1", Optional.empty()))
        .isInstanceOf(Refused.Conflict.class)
        .hasMessageContaining("cannot be completed because it is already locked");
  }

  @Test
  void triesAgainAndGivesUpOnALock() throws Refused {
    lab.cluster("c1", "slow-check", 1);
    String node = lab.members("c1").getFirst().id();
    String check = lab.engine.clusters().check(Lab.CONTEXT, "c1", Map.of());
    waiting(check);
    String delete = lab.engine.nodes().delete(Lab.CONTEXT, node, false);
    lab.ended(delete);
    String start = "INFO start " + delete.substring(0, 8);
    assertThat(lab.events(delete))
        .containsExactly(
            start,
            "WARNING error Failed in locking cluster.",
            start,
            "ERROR error Failed in locking cluster.");
  }

  @Test
  void goesOnAsSoonAsALockIsReleased() throws Refused {
    lab.close();
    lab = new Lab(database, Lab.settings(3, Duration.ofHours(1)), List.of(new SimulatedNodes()));
    lab.cluster("c1", "slow-check", 1);
    String node = lab.members("c1").getFirst().id();
    String check = lab.engine.clusters().check(Lab.CONTEXT, "c1", Map.of());
    waiting(check);
    String delete = lab.engine.nodes().delete(Lab.CONTEXT, node, false);
    await().atMost(Lab.LIMIT).until(() -> lab.events(delete).size() == 2);
    lab.engine.actions().cancel(Lab.CONTEXT, check, false);
    assertThat(lab.ended(delete).status()).isEqualTo(ActionStatus.SUCCEEDED);
    lab.assertNoLocks();
  }

  @Test
  void deletingAClusterCancelsWhatRunsOnIt() throws Refused {
    lab.cluster("c1", "slow-check", 2);
    String check = lab.engine.clusters().check(Lab.CONTEXT, "c1", Map.of());
    waiting(check);
    String delete = lab.engine.clusters().delete(Lab.CONTEXT, "c1", true);
    assertThat(lab.ended(delete).status()).isEqualTo(ActionStatus.SUCCEEDED);
    assertThat(lab.ended(check).status()).isEqualTo(ActionStatus.CANCELLED);
    assertThat(lab.engine.nodes().list(Lab.CONTEXT, Listing.ALL)).isEmpty();
    lab.assertNoLocks();
  }

  @Test
  void aClusterThatIsBeingDeletedTakesNoNodes() throws Refused {
    lab.profile("slow-delete", Map.of("delays", Map.of("delete", 1000)));
    lab.cluster("c1", "slow-delete", 1);
    waiting(lab.engine.clusters().delete(Lab.CONTEXT, "c1", false));
    assertThatThrownBy(() -> lab.engine.nodes().create(Lab.CONTEXT, inCluster("n1", "c1")))
        .isInstanceOf(Refused.Invalid.class)
        .hasMessage("The specified cluster 'c1' is in status DELETING.");
    assertThatThrownBy(() -> lab.engine.nodes().create(Lab.CONTEXT, inCluster("n1", "c2")))
        .isInstanceOf(Refused.Invalid.class)
        .hasMessage("The specified cluster 'c2' could not be found.");
  }

  private static NodeRequest inCluster(String name, String cluster) {
    return new NodeRequest(name, "plain", Optional.of(cluster), "", Map.of());
  }

  /** Its status does not show that it is being deleted, as a node has failed meanwhile. */
  @Test
  void aNodeOutlivesTheClusterItWasToBeMadeIn() throws Refused, InterruptedException {
    lab.close();
    EngineSettings patient = Lab.settings(3, Duration.ofHours(1));
    AlteredNodes nodes = new AlteredNodes();
    lab = new Lab(database, patient, List.of(nodes.type()));
    String cluster = lab.cluster("c1", "plain", 1);
    AlteredNodes.Hanging deleting = nodes.hang("delete", "");
    String delete = lab.engine.clusters().delete(Lab.CONTEXT, "c1", false);
    deleting.awaitBegun();
    lab.store.write(tx -> tx.update("UPDATE cluster SET status = 'WARNING'"));
    Accepted<NodeView> made = lab.engine.nodes().create(Lab.CONTEXT, inCluster("n1", "c1"));
    await().atMost(Lab.LIMIT).until(() -> lab.events(made.actionId()).size() == 2);
    deleting.goOn();
    assertThat(lab.ended(delete).status()).isEqualTo(ActionStatus.SUCCEEDED);
    assertThat(lab.ended(made.actionId()).status()).isEqualTo(ActionStatus.FAILED);
    String reason = "The cluster '%s' could not be found.".formatted(cluster);
    assertThat(lab.events(made.actionId())).endsWith("ERROR error " + reason);
    NodeRecord node = lab.node("n1");
    assertThat(node.clusterId()).isEmpty();
    assertThat(node.index()).isEqualTo(-1);
    assertThat(node.status()).isEqualTo("ERROR");
    assertThat(node.statusReason()).isEqualTo(reason);
    lab.assertNoLocks();
  }

  @Test
  void endsWhatRunsWhenTheEngineStops() throws Refused {
    String create =
        lab.engine.clusters().create(Lab.CONTEXT, Lab.request("c1", "slow", 2)).actionId();
    waiting(create);
    lab.restart();
    assertThat(lab.ended(create).status()).isEqualTo(ActionStatus.FAILED);
    assertThat(lab.events(create)).hasSize(2);
    assertThat(lab.members("c1")).allMatch(node -> node.status().equals("ERROR"));
    lab.assertNoLocks();
  }

  @Test
  void aNodeActionRunsOutOfTimeToo() throws Refused {
    EngineSettings settings = settings();
    lab.close();
    lab =
        new Lab(
            database,
            new EngineSettings(
                "lab",
                Duration.ofSeconds(1),
                settings.maxNodesPerCluster(),
                settings.maxClustersPerProject(),
                settings.lockRetries(),
                settings.lockRetryInterval(),
                settings.nameUnique(),
                settings.threads(),
                settings.reportInterval(),
                settings.stopLimit()),
            List.of(new SimulatedNodes()));
    String node = lab.node("n1", "slow");
    assertThat(lab.events())
        .extracting(event -> event.level() + " " + event.details().reason())
        .contains("DEBUG TIMEOUT");
    assertThat(lab.node(node).status()).isEqualTo("ERROR");
    assertThat(lab.node(node).statusReason()).startsWith("NODE_CREATE [").endsWith("] timeout");
    lab.assertNoLocks();
  }
}
