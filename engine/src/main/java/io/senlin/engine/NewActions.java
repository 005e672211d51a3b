package io.senlin.engine;

import io.senlin.spi.Action;
import io.senlin.spi.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the rows of new actions. */
final class NewActions {
  private NewActions() {}

  /** An action that an operator asked for. */
  static ActionRecord requested(
      Context context,
      ActionKind kind,
      String target,
      String clusterId,
      int timeoutSeconds,
      Map<String, @Nullable Object> inputs,
      Instant now) {
    return row(kind, target, Action.REQUESTED, context, clusterId, timeoutSeconds, inputs, now);
  }

  /** An action that another one makes, on one of its nodes. */
  static ActionRecord derived(
      Run maker,
      ActionKind kind,
      String nodeId,
      String clusterId,
      int timeoutSeconds,
      Map<String, @Nullable Object> inputs) {
    ActionRecord action = maker.action();
    Context context =
        new Context(action.user(), action.project(), action.domain(), action.requestId());
    return row(
        kind, nodeId, Action.DERIVED, context, clusterId, timeoutSeconds, inputs, maker.now());
  }

  /** The same action, but one that has to wait for another. */
  static ActionRecord waiting(ActionRecord action) {
    return new ActionRecord(
        action.id(),
        action.name(),
        action.action(),
        action.target(),
        action.cause(),
        action.owner(),
        action.intervalSeconds(),
        action.startTime(),
        action.endTime(),
        action.timeoutSeconds(),
        ActionStatus.WAITING,
        "Waiting for depended actions.",
        action.control(),
        action.inputs(),
        action.outputs(),
        action.data(),
        action.dependsOn(),
        action.dependedBy(),
        action.clusterId(),
        action.user(),
        action.project(),
        action.domain(),
        action.requestId(),
        action.createdAt(),
        action.updatedAt());
  }

  private static ActionRecord row(
      ActionKind kind,
      String target,
      String cause,
      Context context,
      String clusterId,
      int timeoutSeconds,
      Map<String, @Nullable Object> inputs,
      Instant now) {
    String name =
        inputs.get("operation") instanceof String operation && isOperation(kind)
            ? kind.nameFor(target, operation)
            : kind.nameFor(target);
    return new ActionRecord(
        UUID.randomUUID().toString(),
        name,
        kind.name(),
        target,
        cause,
        Optional.empty(),
        -1,
        Optional.empty(),
        Optional.empty(),
        timeoutSeconds,
        ActionStatus.READY,
        "",
        Optional.empty(),
        inputs,
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        clusterId,
        context.user(),
        context.project(),
        context.domain(),
        context.requestId(),
        Optional.of(now),
        Optional.empty());
  }

  private static boolean isOperation(ActionKind kind) {
    return kind == ActionKind.CLUSTER_OPERATION || kind == ActionKind.NODE_OPERATION;
  }
}
