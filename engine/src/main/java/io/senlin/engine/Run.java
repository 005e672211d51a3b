package io.senlin.engine;

import io.senlin.spi.Action;
import io.senlin.spi.Context;
import io.senlin.spi.Entity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An action while it runs, as its events show it. As in Senlin, an event shows the action as it is
 * in the engine's memory: RUNNING at its start and end, READY or FAILED if it waited for others;
 * and a cluster as the action changed it, not yet as it was evaluated afterwards.
 *
 * <p>Confined to the thread that runs the action, but for its {@link #control}.
 */
final class Run {
  static final String PROCESSING = "The action is being processed.";

  private final ActionRecord action;
  private final ActionKind kind;
  private final InstantSource clock;
  private final Instant startTime;
  private final Control control = new Control();
  private final Map<String, @Nullable Object> inputs;
  private final Map<String, @Nullable Object> outputs;
  private final Map<String, @Nullable Object> data;
  private @Nullable ClusterRecord cluster;
  private @Nullable NodeRecord node;
  private String clusterAtStart = "";
  private String physicalIdAtStart = "";
  private String shownStatus = "RUNNING";
  private List<String> children = List.of();
  private List<String> nodes = List.of();

  Run(ActionRecord action, InstantSource clock) {
    this.action = action;
    this.kind = ActionKind.valueOf(action.action());
    this.clock = clock;
    this.startTime = action.startTime().orElseGet(clock::instant);
    this.inputs = new LinkedHashMap<>(action.inputs());
    this.outputs = new LinkedHashMap<>(action.outputs());
    this.data = new LinkedHashMap<>(action.data());
  }

  /** An action on a cluster; empty if the cluster is gone. */
  Run on(Optional<ClusterRecord> target) {
    cluster = target.orElse(null);
    return this;
  }

  /** An action on a node; empty if the node is gone. */
  Run onNode(Optional<NodeRecord> target) {
    node = target.orElse(null);
    clusterAtStart = target.map(NodeRecord::clusterId).orElse("");
    physicalIdAtStart = target.map(NodeRecord::physicalId).orElse("");
    return this;
  }

  String id() {
    return action.id();
  }

  ActionRecord action() {
    return action;
  }

  ActionKind kind() {
    return kind;
  }

  Control control() {
    return control;
  }

  Instant now() {
    return clock.instant();
  }

  Instant startTime() {
    return startTime;
  }

  Duration timeout() {
    return Duration.ofSeconds(action.timeoutSeconds());
  }

  Map<String, @Nullable Object> inputs() {
    return inputs;
  }

  Map<String, @Nullable Object> outputs() {
    return outputs;
  }

  Map<String, @Nullable Object> data() {
    return data;
  }

  /** Whether an operator asked for it, rather than another action. */
  boolean requested() {
    return action.cause().equals(Action.REQUESTED);
  }

  boolean hasTarget() {
    return cluster != null || node != null;
  }

  /** The cluster this is an action on. */
  ClusterRecord cluster() {
    if (cluster == null) {
      throw new IllegalStateException("action " + id() + " has no cluster");
    }
    return cluster;
  }

  void cluster(ClusterRecord changed) {
    cluster = changed;
  }

  /** The node this is an action on. */
  NodeRecord node() {
    if (node == null) {
      throw new IllegalStateException("action " + id() + " has no node");
    }
    return node;
  }

  void node(NodeRecord changed) {
    node = changed;
  }

  /**
   * The cluster of which this action holds a share: that of its node, if an operator asked for it.
   */
  Optional<String> sharedCluster() {
    return requested() && !kind.onCluster() && !clusterAtStart.isEmpty()
        ? Optional.of(clusterAtStart)
        : Optional.empty();
  }

  /** The real thing that this action has made for its node. */
  Optional<String> madePhysicalId() {
    return Optional.ofNullable(node)
        .map(NodeRecord::physicalId)
        .filter(id -> !id.isEmpty() && !id.equals(physicalIdAtStart));
  }

  /** The actions this one made and waits for. */
  List<String> children() {
    return children;
  }

  void children(List<String> made) {
    children = List.copyOf(made);
  }

  /** The nodes this action makes, adds or removes. */
  List<String> nodes() {
    return nodes;
  }

  void nodes(List<String> changed) {
    nodes = List.copyOf(changed);
  }

  void shownStatus(String status) {
    shownStatus = status;
  }

  /** {@code CLUSTER_CHECK [c56088c0] failed}. */
  String reason(String ended) {
    return "%s [%s] %s".formatted(kind, ActionKind.shortId(id()), ended);
  }

  /** The action with its entity, as an event shows it now. */
  @SuppressWarnings("NullAway") // the maps may hold nulls, which the SPI allows
  Action snapshot() {
    Optional<Entity> entity =
        cluster != null
            ? Optional.of(cluster.snapshot())
            : Optional.ofNullable(node).map(NodeRecord::snapshot);
    return new Action(
        action.id(),
        action.name(),
        action.action(),
        action.target(),
        action.cause(),
        shownStatus,
        PROCESSING,
        inputs,
        outputs,
        data,
        Optional.of(startTime),
        Optional.empty(),
        timeout(),
        action.createdAt(),
        action.updatedAt(),
        new Context(action.user(), action.project(), action.domain(), action.requestId()),
        entity);
  }
}
