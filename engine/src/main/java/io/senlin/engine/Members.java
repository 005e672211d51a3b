package io.senlin.engine;

import io.senlin.store.Session;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the nodes of a cluster, and removes them, each by an action of its own. */
final class Members {
  private final Children children;
  private final NodeNames names = new NodeNames(new SecureRandom());

  Members(Children children) {
    this.children = children;
  }

  /** Adds rows for new nodes, and the actions that create them. */
  void create(Session tx, Run run, int count) throws SQLException {
    if (count == 0) {
      return;
    }
    ClusterRecord cluster = run.cluster();
    int first = ClusterRows.takeIndexes(tx, cluster.id(), count);
    List<NodeRecord> nodes = new ArrayList<>(count);
    for (int index = first; index < first + count; index++) {
      nodes.add(node(cluster, index, run.now()));
    }
    NodeRows.insert(tx, nodes);
    List<String> ids = nodes.stream().map(NodeRecord::id).toList();
    children.make(tx, run, ActionKind.NODE_CREATE, ids, Map.of());
    run.nodes(ids);
  }

  private NodeRecord node(ClusterRecord cluster, int index, Instant now) {
    String format = cluster.config().get("node.name.format") instanceof String text ? text : "";
    return new NodeRecord(
        UUID.randomUUID().toString(),
        names.make(format, index),
        cluster.profileId(),
        cluster.id(),
        "",
        index,
        Optional.of(""),
        false,
        NodeRecord.INIT,
        "Initializing",
        Map.of(),
        Map.of(),
        Map.of(),
        cluster.user(),
        cluster.project(),
        cluster.domain(),
        Optional.of(now),
        Optional.empty(),
        Optional.empty());
  }

  /** Waits for the nodes made, and says in the action which they are. */
  Ending awaitCreated(Run run) throws InterruptedException {
    Ending made = children.await(run);
    if (!made.ok()) {
      return new Ending(made.result(), "Failed in creating nodes.", made.change());
    }
    if (!run.nodes().isEmpty()) {
      added(run, run.nodes());
    }
    return made;
  }

  /** Says in the action which nodes were added. */
  static void added(Run run, List<String> nodes) {
    run.outputs().put("nodes_added", nodes);
    Map<String, @Nullable Object> creation =
        new LinkedHashMap<>(Json.child(run.data(), "creation"));
    creation.put("nodes", nodes);
    run.data().put("creation", creation);
  }

  /** Adds the actions that remove nodes, and their real things unless the action says otherwise. */
  void remove(Session tx, Run run, List<String> nodes) throws SQLException {
    if (nodes.isEmpty()) {
      return;
    }
    Object destroy = Json.child(run.data(), "deletion").get("destroy_after_deletion");
    ActionKind kind =
        Boolean.FALSE.equals(destroy) ? ActionKind.NODE_LEAVE : ActionKind.NODE_DELETE;
    children.make(tx, run, kind, nodes, Map.of());
    run.nodes(nodes);
  }

  /** Waits for the nodes to go, and says in the action which they were. */
  Ending awaitRemoved(Run run) throws InterruptedException {
    Ending gone = children.await(run);
    if (!gone.ok()) {
      return new Ending(
          gone.result(), "Failed in deleting nodes: %s.".formatted(gone.reason()), gone.change());
    }
    if (!run.nodes().isEmpty()) {
      run.outputs().put("nodes_removed", run.nodes());
    }
    return gone;
  }
}
