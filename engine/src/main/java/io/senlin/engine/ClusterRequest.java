package io.senlin.engine;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cluster to create.
 *
 * @param profile the profile's id, name or short id
 * @param minSize 0 if empty
 * @param maxSize -1, no limit, if empty
 * @param desiredCapacity {@code minSize} if empty
 * @param timeoutSeconds the configured {@code default_action_timeout} if empty
 */
public record ClusterRequest(
    String name,
    String profile,
    Optional<Integer> minSize,
    Optional<Integer> maxSize,
    Optional<Integer> desiredCapacity,
    Optional<Integer> timeoutSeconds,
    Map<String, @Nullable Object> metadata,
    Map<String, @Nullable Object> config) {
  public ClusterRequest {
    metadata = Json.copy(metadata);
    config = Json.copy(config);
  }
}
