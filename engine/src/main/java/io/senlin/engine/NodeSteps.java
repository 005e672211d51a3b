package io.senlin.engine;

import io.senlin.engine.profile.NodeHandle;
import io.senlin.engine.profile.ProfileFailure;
import io.senlin.engine.profile.ProfileType;
import io.senlin.store.Session;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the actions on a node do: NODE_CREATE, NODE_DELETE and so on. */
final class NodeSteps {
  /** A call of a node's profile. */
  @FunctionalInterface
  private interface Call<T> {
    T run(ProfileType type, NodeHandle node) throws ProfileFailure, InterruptedException;
  }

  private static final int MAX_PHYSICAL_ID = 36;

  private final Core core;
  private final NodeProfiles profiles;
  private final Progress progress;

  NodeSteps(Core core, NodeProfiles profiles, Progress progress) {
    this.core = core;
    this.profiles = profiles;
    this.progress = progress;
  }

  Optional<Ending> beginCreate(Session tx, Run run) throws SQLException {
    NodeRecord node = run.node();
    if (run.requested() && !run.action().clusterId().isEmpty()) {
      Optional<Ending> misfit = checkPlace(tx, run, run.action().clusterId());
      if (misfit.isPresent()) {
        return misfit;
      }
    }
    if (!node.status().equals(NodeRecord.INIT)) {
      return Optional.of(
          inError(run, "Node must be in INIT status", "Node must be in INIT status"));
    }
    return change(tx, run, NodeRecord.CREATING, "Creation in progress");
  }

  /** Whether there is room for a node in the cluster it was asked for in, and still a cluster. */
  private Optional<Ending> checkPlace(Session tx, Run run, String clusterId) throws SQLException {
    NodeRecord node = run.node();
    Optional<ClusterRecord> cluster = ClusterRows.find(tx, clusterId);
    int size = NodeRows.count(tx, clusterId);
    Optional<String> problem =
        cluster.isEmpty()
            ? Optional.of("The cluster '%s' could not be found.".formatted(clusterId))
            : Scaling.problem(cluster.get(), size, core.settings().maxNodesPerCluster());
    if (problem.isEmpty()) {
      return Optional.empty();
    }
    NodeRecord outside =
        node.memberOf("", -1, run.now()).in(NodeRecord.ERROR, problem.get(), run.now());
    run.node(outside);
    NodeRows.saveMembership(tx, outside);
    NodeRows.saveStatus(tx, outside);
    return Optional.of(Ending.error(problem.get()));
  }

  Ending create(Run run) {
    NodeRecord node = run.node();
    try {
      String physicalId = call(run, ProfileType::create);
      run.node(node.at(physicalId).in(NodeRecord.ACTIVE, "Creation succeeded", run.now()));
      return Ending.ok("Node created successfully.", tx -> saveAndCount(tx, run));
    } catch (ProfileFailure failure) {
      String reason = "Failed in creating %s: %s.".formatted(noun(run), cause(failure));
      NodeRecord left = failure.physicalId().map(node::at).orElse(node);
      run.node(left.in(NodeRecord.ERROR, reason, run.now()));
      return Ending.error(reason, tx -> saveAndCount(tx, run));
    } catch (InterruptedException stopped) {
      Ending ending = Endings.stopped(run);
      run.node(node.in(NodeRecord.ERROR, ending.reason(), run.now()));
      return new Ending(ending.result(), ending.reason(), tx -> saveAndCount(tx, run));
    }
  }

  /** Stores the node, and the size of its cluster if an operator asked for the action. */
  private void saveAndCount(Session tx, Run run) throws SQLException {
    NodeRows.saveStatus(tx, run.node());
    evaluateHome(tx, run);
  }

  private void evaluateHome(Session tx, Run run) throws SQLException {
    Optional<String> home = run.sharedCluster();
    if (home.isPresent() && ClusterRows.lock(tx, home.get()).isPresent()) {
      int size = NodeRows.count(tx, home.get());
      Health.evaluate(tx, home.get(), run.kind().name(), run.now(), size, null);
    }
  }

  Optional<Ending> beginDelete(Session tx, Run run) throws SQLException {
    Optional<String> home = run.sharedCluster();
    if (home.isPresent()) {
      Optional<ClusterRecord> cluster = ClusterRows.find(tx, home.get());
      int size = NodeRows.count(tx, home.get()) - 1;
      Optional<String> problem =
          cluster.flatMap(
              found -> Scaling.problem(found, size, core.settings().maxNodesPerCluster()));
      if (problem.isPresent()) {
        return Optional.of(Ending.error(problem.get()));
      }
    }
    return change(tx, run, "DELETING", "Deletion in progress");
  }

  Ending delete(Run run) {
    try {
      call(
          run,
          (type, node) -> {
            type.delete(node);
            return node;
          });
      return Ending.ok(
          "Node deleted successfully.",
          tx -> {
            NodeRows.delete(tx, run.node().id());
            evaluateHome(tx, run);
          });
    } catch (ProfileFailure failure) {
      NodeRecord node = run.node();
      String reason =
          "Failed in deleting %s '%s': %s.".formatted(noun(run), node.physicalId(), cause(failure));
      return inError(run, reason, "Node deletion failed.");
    } catch (InterruptedException stopped) {
      return inError(run, Endings.stopped(run));
    }
  }

  Optional<Ending> beginUpdate(Session tx, Run run) throws SQLException {
    if (run.node().physicalId().isEmpty()) {
      return Optional.of(Ending.error("Node update failed."));
    }
    return change(tx, run, "UPDATING", "Update in progress");
  }

  Ending update(Run run) {
    NodeRecord node = run.node();
    Map<String, @Nullable Object> inputs = run.inputs();
    Optional<String> newProfile = text(inputs, "new_profile_id");
    NodeUpdate update =
        new NodeUpdate(
            text(inputs, "name"),
            newProfile,
            text(inputs, "role"),
            inputs.get("metadata") instanceof Map<?, ?> map
                ? Optional.of(Json.copy(map))
                : Optional.empty(),
            inputs.get("tainted") instanceof Boolean flag ? Optional.of(flag) : Optional.empty());
    try {
      NodeRecord there = newProfile.isPresent() ? reshape(run, newProfile.get()) : node;
      run.node(
          there
              .changed(update, newProfile.orElse(node.profileId()))
              .in(NodeRecord.ACTIVE, "Update succeeded", run.now()));
      return Ending.ok("Node updated successfully.", tx -> NodeRows.saveProperties(tx, run.node()));
    } catch (ProfileFailure failure) {
      String reason =
          "Failed in updating %s '%s': %s.".formatted(noun(run), node.physicalId(), cause(failure));
      return inError(run, reason, "Node update failed.");
    } catch (InterruptedException stopped) {
      return inError(run, Endings.stopped(run));
    }
  }

  private NodeRecord reshape(Run run, String profileId)
      throws ProfileFailure, InterruptedException {
    Map<String, @Nullable Object> properties = profiles.of(profileId).properties();
    String physicalId = call(run, (type, handle) -> type.update(handle, properties));
    return run.node().at(physicalId);
  }

  Ending join(Run run) {
    String home = text(run.inputs(), "cluster_id").orElse("");
    NodeRecord node = run.node();
    if (node.clusterId().equals(home)) {
      return Ending.ok("Node successfully joined cluster.", Ending.Change.NONE);
    }
    return Ending.ok(
        "Node successfully joined cluster.",
        tx -> {
          int index = ClusterRows.takeIndexes(tx, home, 1);
          run.node(node.memberOf(home, index, run.now()));
          NodeRows.saveMembership(tx, run.node());
        });
  }

  Ending leave(Run run) {
    run.node(run.node().memberOf("", -1, run.now()));
    return Ending.ok(
        "Node successfully left cluster.", tx -> NodeRows.saveMembership(tx, run.node()));
  }

  Ending check(Run run) {
    NodeRecord node = run.node();
    if (node.physicalId().isEmpty()) {
      return Ending.error("Node check failed.");
    }
    try {
      boolean alive = call(run, ProfileType::check);
      run.node(
          alive
              ? node.in(NodeRecord.ACTIVE, "Check: Node is ACTIVE.", run.now())
              : node.in(NodeRecord.ERROR, "Check: Node is not ACTIVE.", run.now()));
      return Ending.ok("Node check succeeded.", tx -> NodeRows.saveStatus(tx, run.node()));
    } catch (ProfileFailure failure) {
      return inError(run, operationFailed("checking", run, failure), "Node check failed.");
    } catch (InterruptedException stopped) {
      return Endings.stopped(run);
    }
  }

  Ending recover(Run run) throws InterruptedException {
    NodeRecord node = run.node();
    String operation = text(run.inputs(), "operation").orElse("RECREATE").toUpperCase(Locale.ROOT);
    if (node.physicalId().isEmpty() && !operation.equals("RECREATE")) {
      return Ending.error("Node recover failed.");
    }
    try {
      boolean check = Boolean.TRUE.equals(run.inputs().get("check"));
      if (check && !node.physicalId().isEmpty() && call(run, ProfileType::check)) {
        run.node(node.in(NodeRecord.ACTIVE, "Recover: Node is ACTIVE.", run.now()));
        return Ending.ok("Node recovered successfully.", tx -> NodeRows.saveStatus(tx, run.node()));
      }
    } catch (ProfileFailure unknown) {
      // what cannot be checked is recovered
    } catch (InterruptedException stopped) {
      return Endings.stopped(run);
    }
    return bringBack(run, operation);
  }

  private Ending bringBack(Run run, String operation) throws InterruptedException {
    saveNow(run, "RECOVERING", "Recovery in progress");
    NodeRecord node = run.node();
    try {
      Map<String, @Nullable Object> params = Json.child(run.inputs(), "operation_params");
      String physicalId = call(run, (type, handle) -> type.recover(handle, operation, params));
      run.node(node.at(physicalId).in(NodeRecord.ACTIVE, "Recovery succeeded", run.now()));
      return Ending.ok("Node recovered successfully.", tx -> NodeRows.saveStatus(tx, run.node()));
    } catch (ProfileFailure failure) {
      failure.physicalId().ifPresent(left -> run.node(node.at(left)));
      String reason = "Failed in recovering node '%s': %s.".formatted(node.id(), cause(failure));
      return inError(run, reason, "Node recover failed.");
    } catch (InterruptedException stopped) {
      return inError(run, Endings.stopped(run));
    }
  }

  Ending operate(Run run) throws InterruptedException {
    NodeRecord node = run.node();
    String operation = text(run.inputs(), "operation").orElse("");
    String failed = "Node operation '%s' failed.".formatted(operation);
    if (node.physicalId().isEmpty()) {
      return Ending.error(failed);
    }
    saveNow(run, "OPERATING", "Operation '%s' in progress".formatted(operation));
    try {
      Map<String, @Nullable Object> params = Json.child(run.inputs(), "params");
      String physicalId = call(run, (type, handle) -> type.operate(handle, operation, params));
      run.node(
          run.node()
              .at(physicalId)
              .in(NodeRecord.ACTIVE, "Operation '%s' succeeded".formatted(operation), run.now()));
      return Ending.ok(
          "Node operation '%s' succeeded.".formatted(operation),
          tx -> NodeRows.saveStatus(tx, run.node()));
    } catch (ProfileFailure failure) {
      return inError(run, operationFailed(operation, run, failure), failed);
    } catch (InterruptedException stopped) {
      return inError(run, Endings.stopped(run));
    }
  }

  private String operationFailed(String operation, Run run, ProfileFailure failure) {
    return "Failed in %s %s '%s': %s."
        .formatted(operation, noun(run), run.node().physicalId(), cause(failure));
  }

  private Optional<Ending> change(Session tx, Run run, String status, String reason)
      throws SQLException {
    run.node(run.node().in(status, reason, run.now()));
    NodeRows.saveStatus(tx, run.node());
    return Optional.empty();
  }

  private void saveNow(Run run, String status, String reason) throws InterruptedException {
    NodeRecord changed = run.node().in(status, reason, run.now());
    progress.write(run, tx -> NodeRows.saveStatus(tx, changed));
    run.node(changed);
  }

  /** The node is in ERROR for one reason, and the action ends with another. */
  private static Ending inError(Run run, String nodeReason, String reason) {
    run.node(run.node().in(NodeRecord.ERROR, nodeReason, run.now()));
    return Ending.error(reason, tx -> NodeRows.saveStatus(tx, run.node()));
  }

  private static Ending inError(Run run, Ending ending) {
    run.node(run.node().in(NodeRecord.ERROR, ending.reason(), run.now()));
    return new Ending(ending.result(), ending.reason(), tx -> NodeRows.saveStatus(tx, run.node()));
  }

  private <T> T call(Run run, Call<T> call) throws ProfileFailure, InterruptedException {
    NodeProfiles.Bound profile = core.outages().outlast(() -> profiles.of(run.node().profileId()));
    NodeHandle handle = profile.handle(run.node());
    T answer = run.control().interruptibly(() -> call.run(profile.type(), handle));
    if (answer == null || (answer instanceof String id && id.length() > MAX_PHYSICAL_ID)) {
      throw new ProfileFailure(
          "The profile type '%s' gave '%s' as physical id; it must give one of at most %d characters"
              .formatted(profile.type().name(), answer, MAX_PHYSICAL_ID));
    }
    return answer;
  }

  private String noun(Run run) {
    return profiles.noun(run.node().profileId());
  }

  /** The message of a failure, without its full stop. */
  private static String cause(ProfileFailure failure) {
    String message = String.valueOf(failure.getMessage());
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }

  private static Optional<String> text(Map<String, @Nullable Object> inputs, String key) {
    return inputs.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }
}
