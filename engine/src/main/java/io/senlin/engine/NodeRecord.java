package io.senlin.engine;

import io.senlin.spi.Node;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A node as stored. Immutable.
 *
 * @param clusterId the cluster it belongs to; empty when it belongs to none
 * @param physicalId what the profile calls the real thing; empty before it exists
 * @param role what an operator said it is for; no value once it has joined or left a cluster
 * @param index its number within the cluster, from 1; -1 outside any cluster
 */
public record NodeRecord(
    String id,
    String name,
    String profileId,
    String clusterId,
    String physicalId,
    int index,
    Optional<String> role,
    boolean tainted,
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
    Optional<Instant> updatedAt) {
  static final String INIT = "INIT";
  static final String CREATING = "CREATING";
  static final String ACTIVE = "ACTIVE";
  static final String ERROR = "ERROR";

  /** Statuses that do not touch {@code updated_at}. */
  private static final Set<String> IN_PROGRESS =
      Set.of(CREATING, "UPDATING", "RECOVERING", "OPERATING");

  public NodeRecord {
    metadata = Json.copy(metadata);
    data = Json.copy(data);
    dependents = Json.copy(dependents);
  }

  /** The same node in another status, with the times that go with it, as Senlin sets them. */
  NodeRecord in(String newStatus, String reason, Instant now) {
    boolean created = newStatus.equals(ACTIVE) && status.equals(CREATING);
    return with(
        newStatus,
        reason,
        created ? Optional.of(now) : createdAt,
        IN_PROGRESS.contains(newStatus) ? updatedAt : Optional.of(now));
  }

  private NodeRecord with(
      String newStatus, String reason, Optional<Instant> created, Optional<Instant> updated) {
    return new NodeRecord(
        id,
        name,
        profileId,
        clusterId,
        physicalId,
        index,
        role,
        tainted,
        newStatus,
        reason,
        metadata,
        data,
        dependents,
        user,
        project,
        domain,
        initAt,
        created,
        updated);
  }

  NodeRecord at(String newPhysicalId) {
    return new NodeRecord(
        id,
        name,
        profileId,
        clusterId,
        newPhysicalId,
        index,
        role,
        tainted,
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

  /** The same node in another cluster, or in none, with its number there. */
  NodeRecord memberOf(String newClusterId, int newIndex, Instant now) {
    return new NodeRecord(
        id,
        name,
        profileId,
        newClusterId,
        physicalId,
        newIndex,
        role,
        tainted,
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
        Optional.of(now));
  }

  NodeRecord changed(NodeUpdate update, String newProfileId) {
    return new NodeRecord(
        id,
        update.name().orElse(name),
        newProfileId,
        clusterId,
        physicalId,
        index,
        update.role().or(() -> role),
        update.tainted().orElse(tainted),
        status,
        statusReason,
        update.metadata().orElse(metadata),
        data,
        dependents,
        user,
        project,
        domain,
        initAt,
        createdAt,
        updatedAt);
  }

  boolean active() {
    return status.equals(ACTIVE);
  }

  /** Whether it is in a status that only lasts as long as an action works on it. */
  boolean changing() {
    return status.equals(INIT) || status.equals("DELETING") || IN_PROGRESS.contains(status);
  }

  /** The node as events show it. */
  @SuppressWarnings("NullAway") // the maps may hold nulls, which the SPI allows
  Node snapshot() {
    return new Node(
        id,
        name,
        profileId,
        clusterId,
        physicalId,
        index,
        role,
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
