package io.senlin.engine;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node to create.
 *
 * @param profile the profile's id, name or short id
 * @param cluster the id, name or short id of the cluster it joins, if any
 */
public record NodeRequest(
    String name,
    String profile,
    Optional<String> cluster,
    String role,
    Map<String, @Nullable Object> metadata) {
  public NodeRequest {
    metadata = Json.copy(metadata);
  }
}
