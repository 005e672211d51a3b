package io.senlin.engine;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node as shown: with the name of its profile and, if asked for, what the profile knows of the
 * real thing.
 */
public record NodeView(
    NodeRecord node, String profileName, Optional<Map<String, @Nullable Object>> details) {
  public NodeView {
    details = details.map(Json::copy);
  }
}
