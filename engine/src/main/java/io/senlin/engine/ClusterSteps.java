package io.senlin.engine;

import io.senlin.engine.profile.ProfileFailure;
import io.senlin.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the actions on a cluster do that leave its size alone: create, delete, update and so on. */
final class ClusterSteps {
  private final Core core;
  private final Children children;
  private final Members members;
  private final NodeProfiles profiles;
  private final Progress progress;

  ClusterSteps(
      Core core, Children children, Members members, NodeProfiles profiles, Progress progress) {
    this.core = core;
    this.children = children;
    this.members = members;
    this.profiles = profiles;
    this.progress = progress;
  }

  Optional<Ending> beginCreate(Session tx, Run run) throws SQLException {
    if (!run.cluster().status().equals("INIT")) {
      String reason = "Cluster creation failed.";
      become(tx, run, "ERROR", reason);
      return Optional.of(Ending.error(reason));
    }
    become(tx, run, "CREATING", "Creation in progress");
    members.create(tx, run, run.cluster().desiredCapacity());
    return Optional.empty();
  }

  Ending create(Run run) throws InterruptedException {
    Ending made = members.awaitCreated(run);
    Instant now = run.now();
    Instant createdAt = made.ok() ? now : null;
    String reason = made.ok() ? "Cluster creation succeeded." : made.reason();
    return new Ending(
        made.result(),
        reason,
        tx -> Health.evaluate(tx, run.cluster().id(), run.kind().name(), now, null, createdAt));
  }

  Optional<Ending> beginDelete(Session tx, Run run) throws SQLException {
    become(tx, run, "DELETING", "Deletion in progress");
    Map<String, @Nullable Object> deletion = new LinkedHashMap<>();
    deletion.put("destroy_after_deletion", true);
    run.data().put("deletion", deletion);
    members.remove(tx, run, NodeRows.idsOf(tx, run.cluster().id()));
    return Optional.empty();
  }

  Ending delete(Run run) throws InterruptedException {
    Ending removed = members.awaitRemoved(run);
    if (!removed.ok()) {
      return evaluated(run, removed, removed.reason());
    }
    String cluster = run.cluster().id();
    Instant now = run.now();
    return Ending.ok(
        removed.reason(),
        tx -> {
          ClusterRows.delete(tx, cluster);
          NodeRows.leave(tx, cluster, now); // those that came after the others were listed
        });
  }

  Optional<Ending> beginUpdate(Session tx, Run run) throws SQLException {
    Map<String, @Nullable Object> inputs = run.inputs();
    Optional<String> newProfile =
        inputs.get("new_profile_id") instanceof String id ? Optional.of(id) : Optional.empty();
    ClusterUpdate update =
        new ClusterUpdate(
            inputs.get("name") instanceof String name ? Optional.of(name) : Optional.empty(),
            newProfile,
            map(inputs, "metadata"),
            inputs.get("timeout") instanceof Number seconds
                ? Optional.of(seconds.intValue())
                : Optional.empty(),
            map(inputs, "config"),
            Boolean.TRUE.equals(inputs.get("profile_only")));
    String profile = newProfile.orElse(run.cluster().profileId());
    run.cluster(run.cluster().changed(update, profile).in("UPDATING", "Update in progress"));
    ClusterRows.saveProperties(tx, run.cluster());
    if (newProfile.isPresent() && !update.profileOnly()) {
      List<String> nodes = NodeRows.idsOf(tx, run.cluster().id());
      children.make(
          tx, run, ActionKind.NODE_UPDATE, nodes, Map.of("new_profile_id", newProfile.get()));
    }
    return Optional.empty();
  }

  private static Optional<Map<String, @Nullable Object>> map(
      Map<String, @Nullable Object> inputs, String key) {
    return inputs.get(key) instanceof Map<?, ?> map
        ? Optional.of(Json.copy(map))
        : Optional.empty();
  }

  Ending update(Run run) throws InterruptedException {
    Ending updated = children.await(run);
    return evaluated(
        run, updated, updated.ok() ? "Cluster update completed." : "Failed in updating nodes.");
  }

  Optional<Ending> beginCheck(Session tx, Run run) throws SQLException {
    become(tx, run, "CHECKING", "Check in progress");
    List<String> nodes = NodeRows.idsOf(tx, run.cluster().id());
    children.make(tx, run, ActionKind.NODE_CHECK, nodes, run.action().inputs());
    return Optional.empty();
  }

  Ending check(Run run) throws InterruptedException {
    Ending checked = children.await(run);
    return evaluated(run, checked, checked.ok() ? "Cluster checking completed." : checked.reason());
  }

  Optional<Ending> beginRecover(Session tx, Run run) throws SQLException {
    become(tx, run, "RECOVERING", "Recovery in progress");
    if (!Boolean.TRUE.equals(run.inputs().get("check"))) {
      recoverNodes(tx, run, NodeRows.of(tx, run.cluster().id()));
    }
    return Optional.empty();
  }

  Ending recover(Run run) throws InterruptedException {
    if (Boolean.TRUE.equals(run.inputs().get("check"))) {
      List<NodeRecord> nodes = core.readPatiently(tx -> NodeRows.of(tx, run.cluster().id()));
      List<NodeRecord> checked = new ArrayList<>();
      for (NodeRecord node : nodes) {
        checked.add(look(run, node));
      }
      progress.write(
          run,
          tx -> {
            for (NodeRecord node : checked) {
              NodeRows.saveStatus(tx, node);
            }
            recoverNodes(tx, run, checked);
          });
    }
    Ending recovered = children.await(run);
    return evaluated(
        run, recovered, recovered.ok() ? "Cluster recovery succeeded." : recovered.reason());
  }

  /** A node as its profile says it is. */
  private NodeRecord look(Run run, NodeRecord node) throws InterruptedException {
    if (node.physicalId().isEmpty()) {
      return node;
    }
    try {
      NodeProfiles.Bound profile = core.outages().outlast(() -> profiles.of(node.profileId()));
      boolean alive = run.control().interruptibly(() -> profile.type().check(profile.handle(node)));
      return alive
          ? node.in(NodeRecord.ACTIVE, "Check: Node is ACTIVE.", run.now())
          : node.in(NodeRecord.ERROR, "Check: Node is not ACTIVE.", run.now());
    } catch (ProfileFailure unknown) {
      return node.in(NodeRecord.ERROR, String.valueOf(unknown.getMessage()), run.now());
    }
  }

  private void recoverNodes(Session tx, Run run, List<NodeRecord> nodes) throws SQLException {
    List<String> sick = nodes.stream().filter(node -> !node.active()).map(NodeRecord::id).toList();
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    inputs.put("operation", run.inputs().get("operation"));
    inputs.put("operation_params", run.inputs().get("operation_params"));
    children.make(tx, run, ActionKind.NODE_RECOVER, sick, inputs);
  }

  Optional<Ending> beginOperation(Session tx, Run run) throws SQLException {
    become(tx, run, "OPERATING", "Operation %s in progress".formatted(operation(run)));
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>(run.action().inputs());
    List<String> nodes = Json.list(inputs.remove("nodes"));
    children.make(tx, run, ActionKind.NODE_OPERATION, nodes, inputs);
    return Optional.empty();
  }

  Ending operate(Run run) throws InterruptedException {
    Ending operated = children.await(run);
    String reason =
        operated.ok()
            ? "Cluster operation '%s' completed.".formatted(operation(run))
            : operated.reason();
    return new Ending(
        operated.result(),
        reason,
        tx -> Health.evaluate(tx, run.cluster().id(), operation(run), run.now()));
  }

  private static String operation(Run run) {
    return String.valueOf(run.inputs().get("operation"));
  }

  private static Ending evaluated(Run run, Ending ending, String reason) {
    return new Ending(
        ending.result(),
        reason,
        tx -> Health.evaluate(tx, run.cluster().id(), run.kind().name(), run.now()));
  }

  private static void become(Session tx, Run run, String status, String reason)
      throws SQLException {
    run.cluster(run.cluster().in(status, reason));
    ClusterRows.saveStatus(tx, run.cluster());
  }
}
