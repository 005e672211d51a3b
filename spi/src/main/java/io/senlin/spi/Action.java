package io.senlin.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An action with its entity, as both were at the moment of an event.
 *
 * <p>Immutable. Maps hold JSON-like values: null, String, Boolean, Number, List and Map.
 *
 * @param id the UUID of the action
 * @param name its name, {@code cluster_create_0d7f0485}
 * @param action what it does: CLUSTER_CREATE, NODE_DELETE, CLUSTER_OPERATION, …
 * @param target the UUID of the cluster or node it works on
 * @param cause why it exists: {@code RPC Request} for one an operator asked for, {@code Derived
 *     Action} for one that another action made
 * @param status INIT, WAITING, READY, RUNNING, SUCCEEDED, FAILED, CANCELLED, …
 * @param timeout how long it may take
 * @param entity the cluster or node; empty if it was gone already
 */
public record Action(
    String id,
    String name,
    String action,
    String target,
    String cause,
    String status,
    String statusReason,
    Map<String, @Nullable Object> inputs,
    Map<String, @Nullable Object> outputs,
    Map<String, @Nullable Object> data,
    Optional<Instant> startTime,
    Optional<Instant> endTime,
    Duration timeout,
    Optional<Instant> createdAt,
    Optional<Instant> updatedAt,
    Context context,
    Optional<Entity> entity) {

  /** The cause of an action that another action made. */
  public static final String DERIVED = "Derived Action";

  /** The cause of an action that an operator asked for. */
  public static final String REQUESTED = "RPC Request";

  public Action {
    inputs = Values.copy(inputs);
    outputs = Values.copy(outputs);
    data = Values.copy(data);
  }

  /** Whether another action made this one, as a cluster action makes its node actions. */
  public boolean derived() {
    return cause.equals(DERIVED);
  }

  /**
   * The kind of object the action works on: {@code CLUSTER} or {@code NODE}, the part of its action
   * before the first underscore.
   */
  public String objectType() {
    int end = action.indexOf('_');
    return end < 0 ? action : action.substring(0, end);
  }

  /**
   * What consumers of the event table know the action as: the name of the operation for a
   * CLUSTER_OPERATION or NODE_OPERATION ({@code reboot}), else the action itself ({@code
   * CLUSTER_CREATE}).
   */
  public String displayAction() {
    boolean operation = action.equals("CLUSTER_OPERATION") || action.equals("NODE_OPERATION");
    return operation && inputs.get("operation") instanceof String name ? name : action;
  }

  /**
   * What consumers of notifications know the action as: its name without the object type, in lower
   * case ({@code create}), or the name of the operation ({@code reboot}).
   */
  public String operation() {
    String shown = displayAction();
    return shown.equals(action)
        ? action.substring(action.indexOf('_') + 1).toLowerCase(Locale.ROOT)
        : shown;
  }
}
