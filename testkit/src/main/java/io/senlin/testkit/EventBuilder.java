package io.senlin.testkit;

import io.senlin.spi.Action;
import io.senlin.spi.Cluster;
import io.senlin.spi.Context;
import io.senlin.spi.Details;
import io.senlin.spi.Entity;
import io.senlin.spi.Event;
import io.senlin.spi.Level;
import io.senlin.spi.Node;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes one event; whatever is not said is filled in as the engine would. Made by {@link
 * Events#of}. Not thread-safe.
 */
public final class EventBuilder {
  private static final String PROFILE = "6b4d7c1e-3a51-4d4c-93a4-5d9de0d2a2b7";
  private static final String USER = "5e5bf8027826429c96af157f68dc9072";

  private final String actionName;
  private UUID id = UUID.randomUUID();
  private long sequence = 1;
  private Instant timestamp = Events.EPOCH;
  private Level level = Level.INFO;
  private String phase = "start";
  private Optional<String> reason = Optional.empty();
  private Map<String, @Nullable Object> extra = Map.of();
  private String actionId = UUID.randomUUID().toString();
  private String target = UUID.randomUUID().toString();
  private String clusterId = "";
  private String cause = Action.REQUESTED;
  private Map<String, @Nullable Object> inputs = Map.of();
  private Map<String, @Nullable Object> outputs = Map.of();
  private String project = "42d9e9663331431f97b75e25136307ff";
  private boolean entityGone;

  EventBuilder(String actionName) {
    this.actionName = actionName;
  }

  public EventBuilder id(UUID value) {
    id = value;
    return this;
  }

  public EventBuilder sequence(long value) {
    sequence = value;
    return this;
  }

  public EventBuilder timestamp(Instant value) {
    timestamp = value;
    return this;
  }

  public EventBuilder level(Level value) {
    level = value;
    return this;
  }

  /** {@code start}, the default, or {@code end}, {@code error}; may be empty. */
  public EventBuilder phase(String value) {
    phase = value;
    return this;
  }

  /** A text for people; by default the first 8 characters of the action's id. */
  public EventBuilder reason(String value) {
    reason = Optional.of(value);
    return this;
  }

  public EventBuilder extra(Map<String, @Nullable Object> value) {
    extra = value;
    return this;
  }

  /** The UUID of the action, so that several events can be of the same one. */
  public EventBuilder action(String uuid) {
    actionId = uuid;
    return this;
  }

  /** The UUID of the cluster or node the action works on. */
  public EventBuilder target(String uuid) {
    target = uuid;
    return this;
  }

  /** The cluster that the node belongs to; none by default. */
  public EventBuilder inCluster(String uuid) {
    clusterId = uuid;
    return this;
  }

  /** An action that another action made. */
  public EventBuilder derived() {
    cause = Action.DERIVED;
    return this;
  }

  public EventBuilder inputs(Map<String, @Nullable Object> value) {
    inputs = value;
    return this;
  }

  public EventBuilder outputs(Map<String, @Nullable Object> value) {
    outputs = value;
    return this;
  }

  /** The id of the project of the one who asked, and of the cluster or node. */
  public EventBuilder project(String value) {
    project = value;
    return this;
  }

  /** The cluster or node was gone already when the event happened. */
  public EventBuilder entityGone() {
    entityGone = true;
    return this;
  }

  /** The event, with everything that was not said filled in. */
  @SuppressWarnings("NullAway") // javac drops the @Nullable of a record's compact constructor
  public Event build() {
    String said = reason.orElseGet(() -> actionId.substring(0, Math.min(8, actionId.length())));
    return new Event(level, action(), new Details(id, sequence, timestamp, phase, said, extra));
  }

  @SuppressWarnings("NullAway") // as above: the maps may hold null
  private Action action() {
    boolean start = phase.equals("start");
    String status = start ? "RUNNING" : phase.equals("end") ? "SUCCEEDED" : "FAILED";
    return new Action(
        actionId,
        actionName.toLowerCase(Locale.ROOT) + "_" + shortened(target),
        actionName,
        target,
        cause,
        status,
        start ? "" : "Action ended.",
        inputs,
        outputs,
        Map.of(),
        Optional.of(timestamp),
        start ? Optional.empty() : Optional.of(timestamp),
        Duration.ofHours(1),
        Optional.of(timestamp),
        Optional.of(timestamp),
        new Context(USER, project, Optional.empty(), "req-" + nameUuid(actionId)),
        entityGone ? Optional.empty() : Optional.of(entity()));
  }

  private Entity entity() {
    return actionName.startsWith("NODE") ? node() : cluster();
  }

  private Cluster cluster() {
    return new Cluster(
        target,
        "cluster-" + shortened(target),
        PROFILE,
        0,
        -1,
        3,
        Duration.ofHours(1),
        "ACTIVE",
        "Cluster is active.",
        Map.of("tier", "web"),
        Map.of(),
        Map.of(),
        USER,
        project,
        Optional.empty(),
        Optional.of(timestamp),
        Optional.of(timestamp),
        Optional.empty());
  }

  private Node node() {
    return new Node(
        target,
        "node-" + shortened(target),
        PROFILE,
        clusterId,
        nameUuid(target).toString(),
        clusterId.isEmpty() ? -1 : 1,
        Optional.of(""),
        "ACTIVE",
        "Node is active.",
        Map.of(),
        Map.of(),
        Map.of(),
        USER,
        project,
        Optional.empty(),
        Optional.of(timestamp),
        Optional.of(timestamp),
        Optional.empty());
  }

  private static String shortened(String uuid) {
    return uuid.substring(0, Math.min(8, uuid.length()));
  }

  private static UUID nameUuid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
