package io.senlin.api;

import io.senlin.engine.Clusters;
import io.senlin.engine.Refused;
import io.senlin.spi.Context;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds clusters in the engine. Thread-safe. */
final class LiveClusters implements EventsResource.ClusterLookup {
  private final Clusters clusters;

  LiveClusters(Clusters clusters) {
    this.clusters = clusters;
  }

  @Override
  public Optional<Map<String, @Nullable Object>> find(Context context, String id) {
    try {
      return Optional.of(ClustersResource.shown(clusters.show(context, id)));
    } catch (Refused e) {
      return Optional.empty(); // deleted since, or of another project
    }
  }
}
