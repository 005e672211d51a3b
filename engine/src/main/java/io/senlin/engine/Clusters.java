package io.senlin.engine;

import io.senlin.spi.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The clusters of the engine. A cluster is found by id, name or unique short id, as are the nodes
 * named in a request. What takes time becomes an action, whose id is returned as soon as it is
 * stored durably. Thread-safe; every method blocks on the database.
 */
@SuppressWarnings("DoNotCallSuggester") // the methods follow
public final class Clusters {
  public Accepted<ClusterView> create(Context context, ClusterRequest request) throws Refused {
    throw new UnsupportedOperationException();
  }

  /** Filters: name, status. Sorts by: name, status, init_at, created_at, updated_at. */
  public List<ClusterView> list(Context context, Listing listing) throws Refused {
    throw new UnsupportedOperationException();
  }

  public ClusterView show(Context context, String identity) throws Refused {
    throw new UnsupportedOperationException();
  }

  public Accepted<ClusterView> update(Context context, String identity, ClusterUpdate update)
      throws Refused {
    throw new UnsupportedOperationException();
  }

  /**
   * Deletes a cluster with its nodes.
   *
   * @param force whether to delete it even while another action works on it
   */
  public String delete(Context context, String identity, boolean force) throws Refused {
    throw new UnsupportedOperationException();
  }

  public String resize(Context context, String identity, ResizeRequest request) throws Refused {
    throw new UnsupportedOperationException();
  }

  /**
   * Removes nodes from a cluster.
   *
   * @param count how many nodes; one if empty
   */
  public String scaleIn(Context context, String identity, Optional<Integer> count) throws Refused {
    throw new UnsupportedOperationException();
  }

  /**
   * Adds nodes to a cluster.
   *
   * @param count how many nodes; one if empty
   */
  public String scaleOut(Context context, String identity, Optional<Integer> count) throws Refused {
    throw new UnsupportedOperationException();
  }

  public String addNodes(Context context, String identity, List<String> nodes) throws Refused {
    throw new UnsupportedOperationException();
  }

  public String delNodes(Context context, String identity, List<String> nodes, boolean destroy)
      throws Refused {
    throw new UnsupportedOperationException();
  }

  /**
   * Swaps nodes of a cluster for others.
   *
   * @param nodes the node that comes, by the node that goes
   */
  public String replaceNodes(Context context, String identity, Map<String, String> nodes)
      throws Refused {
    throw new UnsupportedOperationException();
  }

  public String check(Context context, String identity, Map<String, @Nullable Object> params)
      throws Refused {
    throw new UnsupportedOperationException();
  }

  public String recover(Context context, String identity, Map<String, @Nullable Object> params)
      throws Refused {
    throw new UnsupportedOperationException();
  }

  /**
   * Runs an operation of the profile on the nodes of a cluster.
   *
   * @param filters which nodes: by name, role, status, …; all if empty
   */
  public String operation(
      Context context,
      String identity,
      String operation,
      Map<String, @Nullable Object> filters,
      Map<String, @Nullable Object> params)
      throws Refused {
    throw new UnsupportedOperationException();
  }

  /**
   * One attribute of every node.
   *
   * @param path a path into the node as shown, {@code details.pid}
   * @return the values by node id; nodes without it are left out
   */
  public Map<String, Object> attributes(Context context, String identity, String path)
      throws Refused {
    throw new UnsupportedOperationException();
  }
}
