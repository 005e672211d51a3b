package io.senlin.engine;

import io.senlin.spi.Context;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of the engine. A node is found by id, name or unique short id. What takes time becomes
 * an action, whose id is returned as soon as it is stored durably. Thread-safe; every method blocks
 * on the database.
 */
@SuppressWarnings("DoNotCallSuggester") // the methods follow
public final class Nodes {
  public Accepted<NodeView> create(Context context, NodeRequest request) throws Refused {
    throw new UnsupportedOperationException();
  }

  /**
   * Filters: name, status, cluster_id (id, name or short id of a cluster). Sorts by: index, name,
   * status, init_at, created_at, updated_at.
   */
  public List<NodeView> list(Context context, Listing listing) throws Refused {
    throw new UnsupportedOperationException();
  }

  /**
   * Shows a node.
   *
   * @param details whether to ask the profile about the real thing
   */
  public NodeView show(Context context, String identity, boolean details) throws Refused {
    throw new UnsupportedOperationException();
  }

  public Accepted<NodeView> update(Context context, String identity, NodeUpdate update)
      throws Refused {
    throw new UnsupportedOperationException();
  }

  public String delete(Context context, String identity, boolean force) throws Refused {
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

  public String operation(
      Context context, String identity, String operation, Map<String, @Nullable Object> params)
      throws Refused {
    throw new UnsupportedOperationException();
  }
}
