package io.senlin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.spi.Action;
import io.senlin.spi.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The events of actions on nodes, as Senlin 14 was seen to emit them. */
abstract class NodeEventsContract extends EngineContract {

  @BeforeEach
  void profiles() throws Refused {
    lab.profile("plain", Map.of());
  }

  private void assertEvents(String action, String last) {
    lab.ended(action);
    assertThat(lab.events(action)).containsExactly("INFO start " + action.substring(0, 8), last);
  }

  private String created(String profile) throws Refused {
    return lab.engine
        .nodes()
        .create(Lab.CONTEXT, new NodeRequest("n1", profile, Optional.empty(), "", Map.of()))
        .actionId();
  }

  @Test
  void succeeds() throws Refused {
    Nodes nodes = lab.engine.nodes();
    assertEvents(created("plain"), "INFO end Node created successfully.");
    assertEvents(nodes.check(Lab.CONTEXT, "n1", Map.of()), "INFO end Node check succeeded.");
    assertThat(lab.node("n1").statusReason()).isEqualTo("Check: Node is ACTIVE.");
    assertEvents(
        nodes.recover(Lab.CONTEXT, "n1", Map.of("check", true)),
        "INFO end Node recovered successfully.");
    assertThat(lab.node("n1").statusReason()).isEqualTo("Recover: Node is ACTIVE.");
    String reboot = nodes.operation(Lab.CONTEXT, "n1", "reboot", Map.of("type", "SOFT"));
    assertEvents(reboot, "INFO end Node operation 'reboot' succeeded.");
    assertThat(lab.action(reboot).name()).startsWith("node_reboot_");
    NodeUpdate update =
        new NodeUpdate(
            Optional.of("n2"),
            Optional.empty(),
            Optional.of("r2"),
            Optional.empty(),
            Optional.empty());
    assertEvents(
        nodes.update(Lab.CONTEXT, "n1", update).actionId(), "INFO end Node updated successfully.");
    assertThat(lab.node("n2").role()).contains("r2");
    assertEvents(nodes.delete(Lab.CONTEXT, "n2", false), "INFO end Node deleted successfully.");
  }

  @Test
  void fails() throws Refused {
    lab.profile(
        "failing", Map.of("fail", List.of("create", "check", "recover", "delete", "reboot")));
    Nodes nodes = lab.engine.nodes();
    assertEvents(
        created("failing"), "ERROR error Failed in creating node: simulated failure of 'create'.");
    assertThat(lab.node("n1").status()).isEqualTo("ERROR");
    assertEvents(nodes.check(Lab.CONTEXT, "n1", Map.of()), "ERROR error Node check failed.");
    assertEvents(nodes.recover(Lab.CONTEXT, "n1", Map.of()), "ERROR error Node recover failed.");
    assertThat(lab.node("n1").statusReason())
        .isEqualTo(
            "Failed in recovering node '%s': simulated failure of 'recover'."
                .formatted(lab.node("n1").id()));
    assertEvents(
        nodes.operation(Lab.CONTEXT, "n1", "reboot", Map.of()),
        "ERROR error Node operation 'reboot' failed.");
    assertEvents(nodes.delete(Lab.CONTEXT, "n1", false), "ERROR error Node deletion failed.");
  }

  @Test
  void aNodeThatWasNeverMadeIsNotUpdated() throws Refused {
    lab.profile("unmade", Map.of("fail", List.of("create")));
    lab.ended(created("unmade"));
    NodeRecord before = lab.node("n1");
    NodeUpdate update =
        new NodeUpdate(
            Optional.of("n2"),
            Optional.of("plain"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertEvents(
        lab.engine.nodes().update(Lab.CONTEXT, "n1", update).actionId(),
        "ERROR error Node update failed.");
    assertThat(lab.node("n1")).isEqualTo(before);
  }

  @Test
  void aDeadNodeIsNoFailureOfTheCheck() throws Refused {
    lab.profile("dead", Map.of("dead", true));
    lab.node("n1", "dead");
    assertEvents(
        lab.engine.nodes().check(Lab.CONTEXT, "n1", Map.of()), "INFO end Node check succeeded.");
    assertThat(lab.node("n1").status()).isEqualTo("ERROR");
  }

  @Test
  void aNodeCreatedInAClusterCountsThere() throws Refused {
    lab.cluster("c1", "plain", 1);
    Accepted<NodeView> made =
        lab.engine
            .nodes()
            .create(
                Lab.CONTEXT, new NodeRequest("n1", "plain", Optional.of("c1"), "master", Map.of()));
    assertEvents(made.actionId(), "INFO end Node created successfully.");
    assertThat(lab.cluster("c1").desiredCapacity()).isEqualTo(2);
    assertThat(lab.cluster("c1").statusReason())
        .isEqualTo("NODE_CREATE: number of active nodes is equal or above desired_capacity (2).");
    assertEvents(
        lab.engine.nodes().delete(Lab.CONTEXT, "n1", false), "INFO end Node deleted successfully.");
    assertThat(lab.cluster("c1").desiredCapacity()).isEqualTo(1);
  }

  @Test
  void anEventShowsTheActionAsSenlinDoes() throws Refused {
    lab.cluster("c1", "plain", 1);
    Event start = lab.events().get(0);
    Event end = lab.events().getLast();
    assertThat(start.action().status()).isEqualTo("RUNNING");
    assertThat(start.action().statusReason()).isEqualTo("The action is being processed.");
    assertThat(start.action().data()).isEmpty();
    assertThat(end.action().status()).isEqualTo("READY");
    assertThat(end.action().inputs()).containsEntry("action_result", "OK");
    assertThat(end.action().data()).containsKeys("status", "reason", "creation");
    assertThat(end.action().outputs()).containsKey("nodes_added");
    assertThat(end.action().endTime()).isEmpty();
    assertThat(end.action().entity().orElseThrow().status()).isEqualTo("CREATING");
    Event node = lab.events().get(1);
    assertThat(node.action().cause()).isEqualTo(Action.DERIVED);
    assertThat(node.action().entity().orElseThrow().status()).isEqualTo("INIT");
  }
}
