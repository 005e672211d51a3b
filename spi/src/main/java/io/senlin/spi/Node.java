package io.senlin.spi;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node as it was at the moment of an event.
 *
 * @param clusterId the cluster it belongs to; empty when it belongs to none
 * @param physicalId what the profile calls the real thing (a process, a server); empty before it
 *     exists
 * @param index its number within the cluster, from 1; -1 outside any cluster
 * @param role what an operator said it is for, an empty text if nothing; no value at all once the
 *     node has joined or left a cluster (Senlin clears it then), which consumers see as null
 */
public record Node(
    String id,
    String name,
    String profileId,
    String clusterId,
    String physicalId,
    int index,
    Optional<String> role,
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

  public Node {
    metadata = Values.copy(metadata);
    data = Values.copy(data);
    dependents = Values.copy(dependents);
  }
}
