package io.senlin.engine;

import io.senlin.spi.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as stored. Immutable.
 *
 * @param maxSize the largest number of nodes, or -1 for no limit
 * @param nextIndex the index the next node gets, from 1
 * @param timeoutSeconds how long an action on it may take
 */
public record ClusterRecord(
    String id,
    String name,
    String profileId,
    int minSize,
    int maxSize,
    int desiredCapacity,
    int nextIndex,
    int timeoutSeconds,
    String status,
    String statusReason,
    Map<String, @Nullable Object> metadata,
    Map<String, @Nullable Object> data,
    Map<String, @Nullable Object> dependents,
    Map<String, @Nullable Object> config,
    String user,
    String project,
    Optional<String> domain,
    Optional<Instant> initAt,
    Optional<Instant> createdAt,
    Optional<Instant> updatedAt) {
  public ClusterRecord {
    metadata = Json.copy(metadata);
    data = Json.copy(data);
    dependents = Json.copy(dependents);
    config = Json.copy(config);
  }

  /** The same cluster in another status. */
  ClusterRecord in(String newStatus, String reason) {
    return new ClusterRecord(
        id,
        name,
        profileId,
        minSize,
        maxSize,
        desiredCapacity,
        nextIndex,
        timeoutSeconds,
        newStatus,
        reason,
        metadata,
        data,
        dependents,
        config,
        user,
        project,
        domain,
        initAt,
        createdAt,
        updatedAt);
  }

  ClusterRecord sized(int newMin, int newMax, int newDesired) {
    return new ClusterRecord(
        id,
        name,
        profileId,
        newMin,
        newMax,
        newDesired,
        nextIndex,
        timeoutSeconds,
        status,
        statusReason,
        metadata,
        data,
        dependents,
        config,
        user,
        project,
        domain,
        initAt,
        createdAt,
        updatedAt);
  }

  ClusterRecord changed(ClusterUpdate update, String newProfileId) {
    return new ClusterRecord(
        id,
        update.name().orElse(name),
        newProfileId,
        minSize,
        maxSize,
        desiredCapacity,
        nextIndex,
        update.timeoutSeconds().orElse(timeoutSeconds),
        status,
        statusReason,
        update.metadata().orElse(metadata),
        data,
        dependents,
        update.config().orElse(config),
        user,
        project,
        domain,
        initAt,
        createdAt,
        updatedAt);
  }

  /** The cluster as events show it. */
  @SuppressWarnings("NullAway") // the maps may hold nulls, which the SPI allows
  Cluster snapshot() {
    return new Cluster(
        id,
        name,
        profileId,
        minSize,
        maxSize,
        desiredCapacity,
        Duration.ofSeconds(timeoutSeconds),
        status,
        statusReason,
        metadata,
        data,
        dependents,
        user,
        project,
        domain,
        initAt,
        createdAt,
        updatedAt);
  }
}
