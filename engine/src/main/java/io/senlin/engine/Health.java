package io.senlin.engine;

import io.senlin.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The status of a cluster, from how many of its nodes are ACTIVE. */
final class Health {
  private Health() {}

  /**
   * Evaluates a cluster and stores the result; nothing if it is gone.
   *
   * @param operation what was done, the start of the reason: {@code CLUSTER_CHECK}
   */
  static void evaluate(Session tx, String clusterId, String operation, Instant now)
      throws SQLException {
    evaluate(tx, clusterId, operation, now, null, null);
  }

  /**
   * The same, with changes that go along.
   *
   * @param desired the new desired capacity; null to keep it
   * @param createdAt when the cluster was made; null to keep it
   */
  static void evaluate(
      Session tx,
      String clusterId,
      String operation,
      Instant now,
      @Nullable Integer desired,
      @Nullable Instant createdAt)
      throws SQLException {
    Optional<ClusterRecord> found = ClusterRows.lock(tx, clusterId);
    if (found.isPresent()) {
      ClusterRecord cluster = found.get();
      int wanted = desired == null ? cluster.desiredCapacity() : desired;
      int active = NodeRows.countActive(tx, clusterId);
      ClusterRecord evaluated = judge(cluster, operation, active, wanted);
      ClusterRows.saveHealth(tx, evaluated, now, desired, createdAt);
    }
  }

  private static ClusterRecord judge(
      ClusterRecord cluster, String operation, int active, int desired) {
    String start = operation + ": number of active nodes is ";
    if (active < cluster.minSize()) {
      return cluster.in("ERROR", start + "below min_size (%d).".formatted(cluster.minSize()));
    }
    if (active < desired) {
      return cluster.in("WARNING", start + "below desired_capacity (%d).".formatted(desired));
    }
    if (cluster.maxSize() < 0 || active <= cluster.maxSize()) {
      return cluster.in(
          "ACTIVE", start + "equal or above desired_capacity (%d).".formatted(desired));
    }
    return cluster.in("WARNING", start + "above max_size (%d).".formatted(cluster.maxSize()));
  }
}
