package io.senlin.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node as stored. Immutable.
 *
 * @param clusterId the cluster it belongs to; empty when it belongs to none
 * @param physicalId what the profile calls the real thing; empty before it exists
 * @param index its number within the cluster, from 1; -1 outside any cluster
 */
public record NodeRecord(
    String id,
    String name,
    String profileId,
    String clusterId,
    String physicalId,
    int index,
    String role,
    boolean tainted,
    String status,
    String statusReason,
    Map<String, @Nullable Object> metadata,
    Map<String, @Nullable Object> data,
    Map<String, @Nullable Object> dependents,
    String user,
    String project,
    Optional<String> domain,
    Optional<Instant> initAt,
    Optional<Instant> createdAt,
    Optional<Instant> updatedAt) {
  public NodeRecord {
    metadata = Json.copy(metadata);
    data = Json.copy(data);
    dependents = Json.copy(dependents);
  }
}
