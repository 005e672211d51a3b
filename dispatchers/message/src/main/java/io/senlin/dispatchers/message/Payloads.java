package io.senlin.dispatchers.message;

import static io.senlin.dispatchers.message.Field.Kind.EPOCH_SECONDS;
import static io.senlin.dispatchers.message.Field.Kind.INSTANT;
import static io.senlin.dispatchers.message.Field.Kind.INTEGER;
import static io.senlin.dispatchers.message.Field.Kind.JSON_TEXT;
import static io.senlin.dispatchers.message.Field.Kind.PRECISE_INSTANT;
import static io.senlin.dispatchers.message.Field.Kind.TEXT;

import io.senlin.spi.Action;
import io.senlin.spi.Cluster;
import io.senlin.spi.Entity;
import io.senlin.spi.Event;
import io.senlin.spi.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a notification says of an event.
 *
 * <p>The names, the order and the versions of all payloads but {@link #EVENT} are Senlin 14's:
 * consumers refuse a version newer than the one they know, but ignore a field they do not. That is
 * why our additions are a field, {@code event}, that has a payload and a version of its own.
 *
 * <p>A cluster or node that was gone already when the event happened is shown by its id alone; all
 * its other fields are null.
 */
final class Payloads {
  static final Payload CLUSTER =
      new Payload(
          "ClusterPayload",
          "1.0",
          List.of(
              Field.of("id", TEXT, Payloads::entityId),
              Field.of("name", TEXT, of(Cluster.class, Cluster::name)),
              Field.of("profile_id", TEXT, of(Cluster.class, Cluster::profileId)),
              Field.orNull("init_at", INSTANT, of(Cluster.class, it -> it.initAt().orElse(null))),
              Field.orNull(
                  "created_at", INSTANT, of(Cluster.class, it -> it.createdAt().orElse(null))),
              Field.orNull(
                  "updated_at", INSTANT, of(Cluster.class, it -> it.updatedAt().orElse(null))),
              Field.of("min_size", INTEGER, of(Cluster.class, Cluster::minSize)),
              Field.of("max_size", INTEGER, of(Cluster.class, Cluster::maxSize)),
              Field.of("desired_capacity", INTEGER, of(Cluster.class, Cluster::desiredCapacity)),
              Field.of("timeout", INTEGER, of(Cluster.class, it -> it.timeout().toSeconds())),
              Field.of("status", TEXT, of(Cluster.class, Cluster::status)),
              Field.of("status_reason", TEXT, of(Cluster.class, Cluster::statusReason)),
              Field.of("metadata", JSON_TEXT, of(Cluster.class, Cluster::metadata)),
              Field.of("data", JSON_TEXT, of(Cluster.class, Cluster::data)),
              Field.of("user", TEXT, of(Cluster.class, Cluster::user)),
              Field.of("project", TEXT, of(Cluster.class, Cluster::project)),
              Field.orNull("domain", TEXT, of(Cluster.class, it -> it.domain().orElse(null))),
              Field.of("dependents", JSON_TEXT, of(Cluster.class, Cluster::dependents))));

  static final Payload NODE =
      new Payload(
          "NodePayload",
          "1.0",
          List.of(
              Field.of("id", TEXT, Payloads::entityId),
              Field.of("name", TEXT, of(Node.class, Node::name)),
              Field.of("profile_id", TEXT, of(Node.class, Node::profileId)),
              Field.of("cluster_id", TEXT, of(Node.class, Node::clusterId)),
              Field.orNull("physical_id", TEXT, of(Node.class, Payloads::physicalId)),
              Field.of("index", INTEGER, of(Node.class, Node::index)),
              Field.orNull("role", TEXT, of(Node.class, it -> it.role().orElse(null))),
              Field.orNull("init_at", INSTANT, of(Node.class, it -> it.initAt().orElse(null))),
              Field.orNull(
                  "created_at", INSTANT, of(Node.class, it -> it.createdAt().orElse(null))),
              Field.orNull(
                  "updated_at", INSTANT, of(Node.class, it -> it.updatedAt().orElse(null))),
              Field.of("status", TEXT, of(Node.class, Node::status)),
              Field.of("status_reason", TEXT, of(Node.class, Node::statusReason)),
              Field.of("metadata", JSON_TEXT, of(Node.class, Node::metadata)),
              Field.of("data", JSON_TEXT, of(Node.class, Node::data)),
              Field.of("user", TEXT, of(Node.class, Node::user)),
              Field.of("project", TEXT, of(Node.class, Node::project)),
              Field.orNull("domain", TEXT, of(Node.class, it -> it.domain().orElse(null))),
              Field.of("dependents", JSON_TEXT, of(Node.class, Node::dependents))));

  static final Payload ACTION =
      new Payload(
          "ActionPayload",
          "1.0",
          List.of(
              Field.of("id", TEXT, action(Action::id)),
              Field.of("name", TEXT, action(Action::name)),
              Field.orNull("created_at", INSTANT, action(it -> it.createdAt().orElse(null))),
              Field.of("target", TEXT, action(Action::target)),
              Field.of("action", TEXT, action(Action::action)),
              Field.orNull("start_time", EPOCH_SECONDS, action(it -> it.startTime().orElse(null))),
              Field.orNull("end_time", EPOCH_SECONDS, action(it -> it.endTime().orElse(null))),
              Field.of("timeout", INTEGER, action(it -> it.timeout().toSeconds())),
              Field.of("status", TEXT, action(Action::status)),
              Field.of("status_reason", TEXT, action(Action::statusReason)),
              Field.of("inputs", JSON_TEXT, action(Action::inputs)),
              Field.of("outputs", JSON_TEXT, action(Action::outputs)),
              Field.of("data", JSON_TEXT, action(Action::data)),
              Field.of("user", TEXT, action(it -> it.context().user())),
              Field.of("project", TEXT, action(it -> it.context().project()))));

  /** Ours: what Senlin knows of an event and does not send. */
  static final Payload EVENT =
      new Payload(
          "EventPayload",
          "1.0",
          List.of(
              Field.of("id", TEXT, event -> event.details().id().toString()),
              Field.of("sequence", INTEGER, event -> event.details().sequence()),
              Field.of("timestamp", PRECISE_INSTANT, event -> event.details().timestamp()),
              Field.of("reason", TEXT, event -> event.details().reason()),
              Field.of("extra", JSON_TEXT, event -> event.details().extra())));

  private static final Payload CLUSTER_ACTION = about("ClusterActionPayload", "cluster", CLUSTER);
  private static final Payload NODE_ACTION = about("NodeActionPayload", "node", NODE);
  private static final Payload CLUSTER_ACTION_EXTENDED = extended(CLUSTER_ACTION);
  private static final Payload NODE_ACTION_EXTENDED = extended(NODE_ACTION);

  private Payloads() {}

  /**
   * The payload of an event.
   *
   * @param additions whether it has our field {@code event}
   */
  static Payload of(Event event, boolean additions) {
    return isNode(event.action())
        ? additions ? NODE_ACTION_EXTENDED : NODE_ACTION
        : additions ? CLUSTER_ACTION_EXTENDED : CLUSTER_ACTION;
  }

  /** {@code cluster} or {@code node}: what the first part of an event's type says. */
  static String object(Action action) {
    return isNode(action) ? "node" : "cluster";
  }

  private static boolean isNode(Action action) {
    return action.entity().map(Node.class::isInstance).orElse(action.objectType().equals("NODE"));
  }

  private static Payload about(String name, String object, Payload entity) {
    return new Payload(
        name,
        "1.0",
        List.of(
            Field.payload(object, entity),
            Field.payload("action", ACTION),
            Field.nothing("exception")));
  }

  private static Payload extended(Payload payload) {
    List<Field> fields = new ArrayList<>(payload.fields());
    fields.add(Field.payload("event", EVENT));
    return new Payload(payload.name(), payload.version(), fields);
  }

  private static String entityId(Event event) {
    return event.action().entity().map(Entity::id).orElseGet(event.action()::target);
  }

  private static @Nullable String physicalId(Node node) {
    return node.physicalId().isEmpty() ? null : node.physicalId();
  }

  private static Function<Event, @Nullable Object> action(
      Function<Action, ? extends @Nullable Object> value) {
    return event -> value.apply(event.action());
  }

  private static <E extends Entity> Function<Event, @Nullable Object> of(
      Class<E> kind, Function<E, ? extends @Nullable Object> value) {
    return event -> {
      Entity entity = event.action().entity().orElse(null);
      return kind.isInstance(entity) ? value.apply(kind.cast(entity)) : null;
    };
  }
}
