package io.senlin.engine.profile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node as its profile type sees it. Immutable.
 *
 * @param physicalId what the type called the real thing; empty if that never became known
 * @param properties of the node's profile, complete, with defaults
 */
public record NodeHandle(
    String id,
    String name,
    String clusterId,
    int index,
    Optional<String> physicalId,
    Map<String, @Nullable Object> properties) {
  public NodeHandle {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }
}
