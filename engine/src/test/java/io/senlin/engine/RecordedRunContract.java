package io.senlin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.spi.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The two runs recorded from a real Senlin 14, repeated on this engine: every action has the events
 * it had there, in that order and with those reasons, and each shows the action and its cluster or
 * node as the recorded message does.
 */
abstract class RecordedRunContract extends EngineContract {
  private final Map<String, List<Object>> shapes = new LinkedHashMap<>();
  private int seen;

  @Test
  void actionsThatSucceed() throws Exception {
    Clusters clusters = lab.engine.clusters();
    Nodes nodes = lab.engine.nodes();
    lab.profile("profile", Map.of());
    ended(create("c0", 0), "cluster.create: Cluster creation succeeded.");
    ended(
        clusters.create(Lab.CONTEXT, request("c1", 1)).actionId(),
        "cluster.create: Cluster creation succeeded.",
        "node.create: Node created successfully.");
    ended(node("n1", "", "", Map.of()), "node.create: Node created successfully.");
    ended(node("n0", "c0", "", Map.of()), "node.create: Node created successfully.");
    ClusterUpdate update =
        new ClusterUpdate(
            Optional.of("c1r"),
            Optional.empty(),
            Optional.of(Map.of("k2", "v2")),
            Optional.of(600),
            Optional.empty(),
            false);
    ended(
        clusters.update(Lab.CONTEXT, "c1", update).actionId(),
        "cluster.update: Cluster update completed.");
    ended(
        resize("c1r", 3),
        "cluster.resize: Cluster resize succeeded.",
        "node.create: Node created successfully.",
        "node.create: Node created successfully.");
    ended(
        clusters.scaleIn(Lab.CONTEXT, "c1r", Optional.of(1)),
        "cluster.scale_in: Cluster scaling succeeded.",
        "node.delete: Node deleted successfully.");
    ended(
        clusters.scaleOut(Lab.CONTEXT, "c1r", Optional.of(1)),
        "cluster.scale_out: Cluster scaling succeeded.",
        "node.create: Node created successfully.");
    ended(
        clusters.addNodes(Lab.CONTEXT, "c1r", List.of("n1")),
        "cluster.add_nodes: Completed adding nodes.",
        "node.join: Node successfully joined cluster.");
    ended(
        clusters.check(Lab.CONTEXT, "c1r", Map.of()),
        "cluster.check: Cluster checking completed.",
        Collections.nCopies(4, "node.check: Node check succeeded."));
    ended(
        clusters.recover(Lab.CONTEXT, "c1r", Map.of("check", true)),
        "cluster.recover: Cluster recovery succeeded.");
    NodeUpdate renamed =
        new NodeUpdate(
            Optional.of("n1r"),
            Optional.empty(),
            Optional.of("r2"),
            Optional.empty(),
            Optional.empty());
    ended(
        nodes.update(Lab.CONTEXT, "n1", renamed).actionId(),
        "node.update: Node updated successfully.");
    ended(nodes.check(Lab.CONTEXT, "n1r", Map.of()), "node.check: Node check succeeded.");
    ended(
        nodes.recover(Lab.CONTEXT, "n1r", Map.of("check", true)),
        "node.recover: Node recovered successfully.");
    Map<String, Object> soft = Map.of("type", "SOFT");
    ended(
        nodes.operation(Lab.CONTEXT, "n1r", "reboot", soft),
        "node.reboot: Node operation 'reboot' succeeded.");
    ended(
        clusters.operation(Lab.CONTEXT, "c1r", "reboot", Map.of(), soft),
        "cluster.reboot: Cluster operation 'reboot' completed.",
        Collections.nCopies(4, "node.reboot: Node operation 'reboot' succeeded."));
    ended(node("n2", "", "", Map.of()), "node.create: Node created successfully.");
    ended(
        clusters.replaceNodes(Lab.CONTEXT, "c1r", Map.of("n1r", "n2")),
        "cluster.replace_nodes: Completed replacing nodes.",
        "node.leave: Node successfully left cluster.",
        "node.join: Node successfully joined cluster.");
    ended(
        clusters.delete(Lab.CONTEXT, "c0", false),
        "cluster.delete: All dependents ended with success",
        "node.delete: Node deleted successfully.");
    assertAllSaidAsIn("messaging");
  }

  @Test
  void actionsThatFail() throws Exception {
    Clusters clusters = lab.engine.clusters();
    Nodes nodes = lab.engine.nodes();
    lab.profile("profile", Map.of("fail", List.of("create", "recover")));
    String notCreated = "node.create! Failed in creating node: simulated failure of 'create'.";
    ended(create("c0", 0), "cluster.create: Cluster creation succeeded.");
    ended(
        clusters.create(Lab.CONTEXT, request("c1", 1)).actionId(),
        "cluster.create! Failed in creating nodes.",
        notCreated);
    ended(node("n1", "", "", Map.of()), notCreated);
    ended(node("node-houoWX3m", "c0", "master", Map.of("a", "b")), notCreated);
    ended(resize("c1", 2), "cluster.resize! Failed in creating nodes.", notCreated);
    String check = clusters.check(Lab.CONTEXT, "c1", Map.of());
    ended(
        check,
        "cluster.check! CLUSTER_CHECK [%s] failed".formatted(check.substring(0, 8)),
        Collections.nCopies(2, "node.check! Node check failed."));
    ended(
        nodes.recover(Lab.CONTEXT, "n1", Map.of("check", false)),
        "node.recover! Node recover failed.");
    ended(
        clusters.delete(Lab.CONTEXT, "c0", false),
        "cluster.delete: All dependents ended with success",
        "node.delete: Node deleted successfully.");
    assertAllSaidAsIn("messaging-failures");
  }

  /** Not recorded: what is like the removal of nodes by other actions, which was. */
  @Test
  void removesNodesFromAClusterAndLeavesOrDeletesThem() throws Exception {
    lab.profile("profile", Map.of());
    lab.ended(create("c1", 3));
    seen = lab.events().size();
    List<NodeRecord> members = lab.members("c1");
    Clusters clusters = lab.engine.clusters();
    String leave = clusters.delNodes(Lab.CONTEXT, "c1", List.of(members.get(0).id()), false);
    ended(
        leave,
        "cluster.del_nodes: Completed deleting nodes.",
        "node.leave: Node successfully left cluster.");
    String delete = clusters.delNodes(Lab.CONTEXT, "c1", List.of(members.get(1).id()), true);
    ended(
        delete,
        "cluster.del_nodes: Completed deleting nodes.",
        "node.delete: Node deleted successfully.");
    assertThat(lab.events().getLast().action().outputs())
        .containsEntry("nodes_removed", List.of(members.get(1).id()));
    assertThat(lab.members("c1")).extracting(NodeRecord::id).containsExactly(members.get(2).id());
    assertThat(lab.node(members.get(0).id()).clusterId()).isEmpty();
    assertThat(lab.cluster("c1").desiredCapacity()).isEqualTo(1);
  }

  private void assertAllSaidAsIn(String run) throws Exception {
    RecordedMessages.of(run)
        .forEach(
            (key, shape) ->
                assertThat(shapes.getOrDefault(key, List.of())).as(key).contains(shape));
  }

  private String create(String name, int size) throws Refused {
    return lab.engine.clusters().create(Lab.CONTEXT, Lab.request(name, "profile", size)).actionId();
  }

  private static ClusterRequest request(String name, int size) {
    return new ClusterRequest(
        name,
        "profile",
        Optional.of(0),
        Optional.of(5),
        Optional.of(size),
        Optional.empty(),
        Map.of("k1", "v1"),
        Map.of());
  }

  private String node(String name, String cluster, String role, Map<String, Object> metadata)
      throws Refused {
    Optional<String> home = cluster.isEmpty() ? Optional.empty() : Optional.of(cluster);
    NodeRequest request = new NodeRequest(name, "profile", home, role, metadata);
    return lab.engine.nodes().create(Lab.CONTEXT, request).actionId();
  }

  private String resize(String cluster, int size) throws Refused {
    ResizeRequest request =
        new ResizeRequest(
            Optional.of("EXACT_CAPACITY"),
            Optional.of((double) size),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);
    return lab.engine.clusters().resize(Lab.CONTEXT, cluster, request);
  }

  private void ended(String actionId, String own, String... derived) {
    ended(actionId, own, List.of(derived));
  }

  /**
   * Waits for an action, and looks at all that was told meanwhile.
   *
   * @param own how it ends: {@code type: reason}, or {@code type! reason} with an error
   * @param derived how those end that it makes, in any order unless they depend on each other
   */
  private void ended(String actionId, String own, List<String> derived) {
    lab.ended(actionId);
    List<Event> all = lab.events();
    List<Event> told = all.subList(seen, all.size());
    seen = all.size();
    List<String> ends = new ArrayList<>();
    for (Event event : told) {
      String key = RecordedMessages.key(event);
      if (event.details().phase().equals("start")) {
        assertThat(event.details().reason()).isEqualTo(event.action().id().substring(0, 8));
      } else {
        boolean error = event.details().phase().equals("error");
        String type = key.substring(0, key.lastIndexOf('.', key.lastIndexOf('.') - 1));
        ends.add(type + (error ? "! " : ": ") + event.details().reason());
      }
      shapes.computeIfAbsent(key, absent -> new ArrayList<>()).add(RecordedMessages.shape(event));
    }
    assertThat(told.getFirst().action().id()).isEqualTo(actionId);
    assertThat(told.getLast().action().id()).isEqualTo(actionId);
    assertThat(told).hasSize(2 * derived.size() + 2);
    List<String> expected = new ArrayList<>(derived);
    expected.add(own);
    assertThat(ends).containsExactlyElementsOf(expected);
    for (Event event : told) {
      assertThat(told.stream().filter(other -> other.action().id().equals(event.action().id())))
          .extracting(other -> other.details().phase().equals("start"))
          .containsExactly(true, false);
    }
  }
}
