package io.senlin.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as stored. Immutable.
 *
 * @param maxSize the largest number of nodes, or -1 for no limit
 * @param nextIndex the index the next node gets, from 1
 * @param timeoutSeconds how long an action on it may take
 */
public record ClusterRecord(
    String id,
    String name,
    String profileId,
    int minSize,
    int maxSize,
    int desiredCapacity,
    int nextIndex,
    int timeoutSeconds,
    String status,
    String statusReason,
    Map<String, @Nullable Object> metadata,
    Map<String, @Nullable Object> data,
    Map<String, @Nullable Object> dependents,
    Map<String, @Nullable Object> config,
    String user,
    String project,
    Optional<String> domain,
    Optional<Instant> initAt,
    Optional<Instant> createdAt,
    Optional<Instant> updatedAt) {
  public ClusterRecord {
    metadata = Json.copy(metadata);
    data = Json.copy(data);
    dependents = Json.copy(dependents);
    config = Json.copy(config);
  }
}
