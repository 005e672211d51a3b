package io.senlin.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A profile to create.
 *
 * @param spec {@code type}, {@code version} and {@code properties}
 */
public record ProfileRequest(
    String name, Map<String, @Nullable Object> spec, Map<String, @Nullable Object> metadata) {
  public ProfileRequest {
    spec = Json.copy(spec);
    metadata = Json.copy(metadata);
  }
}
