package io.senlin.engine;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to change of a node; what is empty stays. */
public record NodeUpdate(
    Optional<String> name,
    Optional<String> profile,
    Optional<String> role,
    Optional<Map<String, @Nullable Object>> metadata,
    Optional<Boolean> tainted) {
  public NodeUpdate {
    metadata = metadata.map(Json::copy);
  }
}
