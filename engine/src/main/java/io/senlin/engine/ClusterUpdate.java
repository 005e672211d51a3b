package io.senlin.engine;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a cluster; what is empty stays.
 *
 * @param profileOnly whether a new profile is for future nodes only
 */
public record ClusterUpdate(
    Optional<String> name,
    Optional<String> profile,
    Optional<Map<String, @Nullable Object>> metadata,
    Optional<Integer> timeoutSeconds,
    Optional<Map<String, @Nullable Object>> config,
    boolean profileOnly) {
  public ClusterUpdate {
    metadata = metadata.map(Json::copy);
    config = config.map(Json::copy);
  }
}
