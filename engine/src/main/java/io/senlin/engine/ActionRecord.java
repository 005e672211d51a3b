package io.senlin.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An action as stored. Immutable.
 *
 * @param owner the engine that runs it
 * @param dependsOn the ids of the actions it waits for
 * @param dependedBy the ids of the actions that wait for it
 * @param clusterId the cluster it concerns; empty if none
 * @param requestId the id of the request that caused it
 */
public record ActionRecord(
    String id,
    String name,
    String action,
    String target,
    String cause,
    Optional<String> owner,
    int intervalSeconds,
    Optional<Instant> startTime,
    Optional<Instant> endTime,
    int timeoutSeconds,
    ActionStatus status,
    String statusReason,
    Optional<String> control,
    Map<String, @Nullable Object> inputs,
    Map<String, @Nullable Object> outputs,
    Map<String, @Nullable Object> data,
    List<String> dependsOn,
    List<String> dependedBy,
    String clusterId,
    String user,
    String project,
    Optional<String> domain,
    String requestId,
    Optional<Instant> createdAt,
    Optional<Instant> updatedAt) {
  public ActionRecord {
    inputs = Json.copy(inputs);
    outputs = Json.copy(outputs);
    data = Json.copy(data);
    dependsOn = List.copyOf(dependsOn);
    dependedBy = List.copyOf(dependedBy);
  }

  /** The same action, with those it waits for and those that wait for it. */
  ActionRecord depending(List<String> on, List<String> by) {
    return new ActionRecord(
        id,
        name,
        action,
        target,
        cause,
        owner,
        intervalSeconds,
        startTime,
        endTime,
        timeoutSeconds,
        status,
        statusReason,
        control,
        inputs,
        outputs,
        data,
        on,
        by,
        clusterId,
        user,
        project,
        domain,
        requestId,
        createdAt,
        updatedAt);
  }
}
