package io.senlin.engine;

import java.util.List;

/**
 * A cluster as shown: with the name of its profile and the ids of its nodes.
 *
 * @param nodes UUIDs, by index
 */
public record ClusterView(ClusterRecord cluster, String profileName, List<String> nodes) {
  public ClusterView {
    nodes = List.copyOf(nodes);
  }
}
