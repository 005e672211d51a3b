package io.senlin.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as it was at the moment of an event.
 *
 * @param maxSize the largest number of nodes, or -1 for no limit
 * @param timeout how long an action on the cluster may take
 */
public record Cluster(
    String id,
    String name,
    String profileId,
    int minSize,
    int maxSize,
    int desiredCapacity,
    Duration timeout,
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
    Optional<Instant> updatedAt)
    implements Entity {

  public Cluster {
    metadata = Values.copy(metadata);
    data = Values.copy(data);
    dependents = Values.copy(dependents);
  }

  @Override
  public String clusterId() {
    return id;
  }
}
