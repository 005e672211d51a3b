package io.senlin.engine;

import io.senlin.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the actions on a cluster do that change which nodes it has: resize, scale, add and so on.
 */
final class SizeSteps {
  private final Core core;
  private final Children children;
  private final Members members;

  SizeSteps(Core core, Children children, Members members) {
    this.core = core;
    this.children = children;
    this.members = members;
  }

  Optional<Ending> beginResize(Session tx, Run run) throws SQLException {
    ClusterRecord cluster = run.cluster();
    Optional<Integer> min = integer(run, "min_size");
    Optional<Integer> max = integer(run, "max_size");
    boolean strict = Boolean.TRUE.equals(run.inputs().get("strict"));
    int current = cluster.desiredCapacity();
    int asked =
        run.inputs().get("adjustment_type") instanceof String type
                && run.inputs().get("number") instanceof Number number
            ? Scaling.desired(current, type, number.doubleValue(), integer(run, "min_step"))
            : current;
    int desired = strict ? asked : Scaling.truncate(cluster, asked, min, max);
    Optional<String> problem =
        Scaling.problem(Optional.of(cluster), Optional.of(desired), min, max, strict, maxNodes());
    if (problem.isPresent()) {
      return Optional.of(Ending.error(problem.get()));
    }
    Map<String, @Nullable Object> change = new LinkedHashMap<>();
    change.put("count", Math.abs(current - desired));
    run.data().put(desired < current ? "deletion" : "creation", change);
    run.cluster(
        cluster
            .sized(min.orElse(cluster.minSize()), max.orElse(cluster.maxSize()), desired)
            .in("RESIZING", "Cluster resize started."));
    ClusterRows.saveStatus(tx, run.cluster());
    if (desired < current) {
      members.remove(tx, run, victims(tx, cluster.id(), current - desired));
    } else {
      members.create(tx, run, desired - current);
    }
    return Optional.empty();
  }

  Ending resize(Run run) throws InterruptedException {
    return resized(run, "Cluster resize succeeded.");
  }

  private Ending resized(Run run, String succeeded) throws InterruptedException {
    boolean shrinks =
        run.kind() == ActionKind.CLUSTER_SCALE_IN || run.data().containsKey("deletion");
    Ending changed = shrinks ? members.awaitRemoved(run) : members.awaitCreated(run);
    return new Ending(
        changed.result(),
        changed.ok() ? succeeded : changed.reason(),
        tx ->
            Health.evaluate(
                tx,
                run.cluster().id(),
                run.kind().name(),
                run.now(),
                run.cluster().desiredCapacity(),
                null));
  }

  Optional<Ending> beginScaleOut(Session tx, Run run) throws SQLException {
    become(tx, run, "Cluster scale out started.");
    int count = integer(run, "count").orElse(1);
    int size = Scaling.changed(NodeRows.count(tx, run.cluster().id()), count);
    Optional<Ending> problem = checkSize(tx, run, size);
    if (problem.isEmpty()) {
      desire(tx, run, size);
      members.create(tx, run, count);
    }
    return problem;
  }

  Optional<Ending> beginScaleIn(Session tx, Run run) throws SQLException {
    become(tx, run, "Cluster scale in started.");
    int current = NodeRows.count(tx, run.cluster().id());
    int count = Math.min(integer(run, "count").orElse(1), current);
    Optional<Ending> problem = checkSize(tx, run, current - count);
    if (problem.isEmpty()) {
      desire(tx, run, current - count);
      members.remove(tx, run, victims(tx, run.cluster().id(), count));
    }
    return problem;
  }

  private Optional<Ending> checkSize(Session tx, Run run, int size) throws SQLException {
    Optional<String> problem = Scaling.problem(run.cluster(), size, maxNodes());
    if (problem.isEmpty()) {
      return Optional.empty();
    }
    run.cluster(run.cluster().in("ERROR", run.kind() + ": " + problem.get()));
    ClusterRows.saveStatus(tx, run.cluster());
    return Optional.of(Ending.error(problem.get()));
  }

  Ending scale(Run run) throws InterruptedException {
    return resized(run, "Cluster scaling succeeded.");
  }

  Optional<Ending> beginAdd(Session tx, Run run) throws SQLException {
    List<String> nodes = Json.list(run.inputs().get("nodes"));
    List<String> errors = new ArrayList<>();
    for (String id : nodes) {
      misfit(NodeRows.find(tx, id), id).ifPresent(errors::add);
    }
    int size = NodeRows.count(tx, run.cluster().id()) + nodes.size();
    Scaling.problem(run.cluster(), size, maxNodes()).ifPresent(errors::add);
    if (!errors.isEmpty()) {
      return Optional.of(Ending.error(String.join("\n", errors)));
    }
    children.make(tx, run, ActionKind.NODE_JOIN, nodes, Map.of("cluster_id", run.cluster().id()));
    run.nodes(nodes);
    return Optional.empty();
  }

  /** Why a node cannot join a cluster. */
  private static Optional<String> misfit(Optional<NodeRecord> found, String id) {
    if (found.isEmpty()) {
      return Optional.of("Node %s is not found.".formatted(id));
    }
    NodeRecord node = found.get();
    if (!node.clusterId().isEmpty()) {
      return Optional.of("Node %s is already owned by cluster %s.".formatted(id, node.clusterId()));
    }
    return node.active()
        ? Optional.empty()
        : Optional.of("Node %s is not in ACTIVE status.".formatted(id));
  }

  Ending add(Run run) throws InterruptedException {
    Ending joined = children.await(run);
    if (joined.ok()) {
      Members.added(run, run.nodes());
    }
    return counted(run, joined, joined.ok() ? "Completed adding nodes." : joined.reason());
  }

  Optional<Ending> beginDel(Session tx, Run run) throws SQLException {
    Map<String, @Nullable Object> deletion = new LinkedHashMap<>();
    deletion.put(
        "destroy_after_deletion", Boolean.TRUE.equals(run.inputs().get("destroy_after_deletion")));
    deletion.put("grace_period", 0);
    deletion.put("reduce_desired_capacity", true);
    run.data().put("deletion", deletion);
    List<String> here = NodeRows.idsOf(tx, run.cluster().id());
    List<String> nodes = Json.list(run.inputs().get("candidates"));
    List<String> strangers = nodes.stream().filter(id -> !here.contains(id)).toList();
    if (!strangers.isEmpty()) {
      return Optional.of(
          Ending.error("Nodes not found: %s.".formatted(Naming.pythonList(strangers))));
    }
    Optional<String> problem =
        Scaling.problem(run.cluster(), here.size() - nodes.size(), maxNodes());
    if (problem.isPresent()) {
      return Optional.of(Ending.error(problem.get()));
    }
    members.remove(tx, run, nodes);
    return Optional.empty();
  }

  Ending del(Run run) throws InterruptedException {
    Ending removed = members.awaitRemoved(run);
    return counted(run, removed, removed.ok() ? "Completed deleting nodes." : removed.reason());
  }

  /** Ends an action after which the cluster is to have as many nodes as it has. */
  private static Ending counted(Run run, Ending ending, String reason) {
    String cluster = run.cluster().id();
    return new Ending(
        ending.result(),
        reason,
        tx ->
            Health.evaluate(
                tx, cluster, run.kind().name(), run.now(), NodeRows.count(tx, cluster), null));
  }

  Optional<Ending> beginReplace(Session tx, Run run) throws SQLException {
    Map<String, String> swaps = new LinkedHashMap<>();
    List<String> errors = new ArrayList<>();
    List<String> here = NodeRows.idsOf(tx, run.cluster().id());
    Json.child(run.inputs(), "candidates")
        .forEach((old, replacement) -> swaps.put(old, String.valueOf(replacement)));
    for (Map.Entry<String, String> swap : swaps.entrySet()) {
      if (!here.contains(swap.getKey())) {
        errors.add(
            "Node %s is not a member of the cluster %s."
                .formatted(swap.getKey(), run.cluster().id()));
      }
      misfit(NodeRows.find(tx, swap.getValue()), swap.getValue()).ifPresent(errors::add);
    }
    if (!errors.isEmpty()) {
      return Optional.of(Ending.error(String.join("\n", errors)));
    }
    children.makeSwaps(tx, run, swaps);
    return Optional.empty();
  }

  Ending replace(Run run) throws InterruptedException {
    Ending replaced = children.await(run);
    return new Ending(
        replaced.result(),
        replaced.ok() ? "Completed replacing nodes." : replaced.reason(),
        tx -> Health.evaluate(tx, run.cluster().id(), run.kind().name(), run.now()));
  }

  /** Nodes to remove, at random as in Senlin. */
  private static List<String> victims(Session tx, String clusterId, int count) throws SQLException {
    List<String> nodes = new ArrayList<>(NodeRows.idsOf(tx, clusterId));
    Collections.shuffle(nodes);
    return List.copyOf(nodes.subList(0, Math.min(count, nodes.size())));
  }

  private static void become(Session tx, Run run, String reason) throws SQLException {
    run.cluster(run.cluster().in("RESIZING", reason));
    ClusterRows.saveStatus(tx, run.cluster());
  }

  private static void desire(Session tx, Run run, int size) throws SQLException {
    run.cluster(run.cluster().sized(run.cluster().minSize(), run.cluster().maxSize(), size));
    ClusterRows.saveStatus(tx, run.cluster());
  }

  private int maxNodes() {
    return core.settings().maxNodesPerCluster();
  }

  private static Optional<Integer> integer(Run run, String key) {
    return run.inputs().get(key) instanceof Number number
        ? Optional.of(number.intValue())
        : Optional.empty();
  }
}
