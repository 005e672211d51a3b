package io.senlin.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A profile: what nodes are made from. Immutable.
 *
 * @param id its UUID; empty for one that was only validated
 * @param type the profile type with its version, {@code host.process-1.0}
 * @param spec {@code type}, {@code version} and {@code properties}
 */
public record ProfileRecord(
    Optional<String> id,
    String name,
    String type,
    Map<String, @Nullable Object> spec,
    Map<String, @Nullable Object> metadata,
    String user,
    String project,
    Optional<String> domain,
    Optional<Instant> createdAt,
    Optional<Instant> updatedAt) {
  public ProfileRecord {
    spec = Json.copy(spec);
    metadata = Json.copy(metadata);
  }
}
