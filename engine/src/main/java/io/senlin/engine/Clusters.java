package io.senlin.engine;

import io.senlin.spi.Context;
import io.senlin.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The clusters of the engine. A cluster is found by id, name or unique short id, as are the nodes
 * named in a request. What takes time becomes an action, whose id is returned as soon as it is
 * stored durably. Thread-safe; every method blocks on the database.
 */
public final class Clusters {
  static final Finder<ClusterRecord> FINDER = new Finder<>("cluster", ClusterRows::map);

  private static final Pages<ClusterRecord> PAGES =
      new Pages<>(
          "cluster",
          ClusterRows::map,
          List.of("name", "status"),
          List.of("name", "status", "init_at", "created_at", "updated_at"),
          "init_at");

  private final Core core;
  private final Requests requests;
  private final Nodes nodes;
  private final SizeRequests sizes;

  Clusters(Core core, Requests requests, Nodes nodes, SizeRequests sizes) {
    this.core = core;
    this.requests = requests;
    this.nodes = nodes;
    this.sizes = sizes;
  }

  /** Makes a cluster with as many nodes as it is to have. */
  public Accepted<ClusterView> create(Context context, ClusterRequest request) throws Refused {
    String name = Naming.check(request.name());
    int min = request.minSize().orElse(0);
    int max = request.maxSize().orElse(-1);
    int desired = request.desiredCapacity().orElse(min);
    Optional<String> problem =
        Scaling.problem(
            Optional.empty(),
            Optional.of(desired),
            Optional.of(min),
            Optional.of(max),
            true,
            core.settings().maxNodesPerCluster());
    if (problem.isPresent()) {
      throw new Refused.Invalid(problem.get());
    }
    return requests.write(
        tx -> {
          requests.refuseDuplicate(
              tx, context, "cluster", name, "a cluster named '%s' already exists.");
          refuseOneTooMany(tx, context);
          ProfileRecord profile = Requests.specifiedProfile(tx, context, request.profile());
          ClusterRecord cluster = record(context, request, profile, min, max, desired);
          ClusterRows.insert(tx, cluster);
          String action =
              requests.submit(tx, context, ActionKind.CLUSTER_CREATE, cluster, Map.of());
          return new Accepted<>(new ClusterView(cluster, profile.name(), List.of()), action);
        });
  }

  private void refuseOneTooMany(Session tx, Context context) throws SQLException, Refused {
    int clusters =
        tx.first(
                "SELECT COUNT(*) AS n FROM cluster WHERE project = ?",
                row -> row.integer("n"),
                context.project())
            .orElse(0);
    if (clusters >= core.settings().maxClustersPerProject()) {
      throw new Refused.Invalid("OverQuota", "Quota exceeded for resources.");
    }
  }

  private ClusterRecord record(
      Context context,
      ClusterRequest request,
      ProfileRecord profile,
      int min,
      int max,
      int desired) {
    int usual = (int) core.settings().defaultActionTimeout().toSeconds();
    return new ClusterRecord(
        UUID.randomUUID().toString(),
        request.name(),
        profile.id().orElseThrow(),
        min,
        max,
        desired,
        1,
        request.timeoutSeconds().orElse(usual),
        "INIT",
        "Initializing",
        request.metadata(),
        Map.of(),
        Map.of(),
        request.config(),
        context.user(),
        context.project(),
        context.domain(),
        Optional.of(core.now()),
        Optional.empty(),
        Optional.empty());
  }

  /** Filters: name, status. Sorts by: name, status, init_at, created_at, updated_at. */
  public List<ClusterView> list(Context context, Listing listing) throws Refused {
    return requests.read(
        tx -> {
          List<ClusterView> views = new ArrayList<>();
          for (ClusterRecord cluster : PAGES.list(tx, context, listing)) {
            views.add(view(tx, cluster));
          }
          return views;
        });
  }

  public ClusterView show(Context context, String identity) throws Refused {
    return requests.read(tx -> view(tx, FINDER.find(tx, context, identity)));
  }

  private static ClusterView view(Session tx, ClusterRecord cluster) throws SQLException {
    String profileName =
        ProfileRows.find(tx, cluster.profileId()).map(ProfileRecord::name).orElse("");
    return new ClusterView(cluster, profileName, NodeRows.idsOf(tx, cluster.id()));
  }

  /** Changes a cluster's properties, or the profile of its nodes. */
  public Accepted<ClusterView> update(Context context, String identity, ClusterUpdate update)
      throws Refused {
    if (update.name().isPresent()) {
      Naming.check(update.name().get());
    }
    return requests.write(
        tx -> {
          ClusterRecord cluster = FINDER.find(tx, context, identity);
          if (cluster.status().equals("ERROR")) {
            throw new Refused.Invalid(
                "FeatureNotSupported", "Updating a cluster in error state is not supported.");
          }
          Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
          if (update.profile().isPresent()) {
            newProfile(tx, context, cluster, update.profile().get())
                .ifPresent(id -> inputs.put("new_profile_id", id));
          }
          update.metadata().ifPresent(metadata -> inputs.put("metadata", metadata));
          update.timeoutSeconds().ifPresent(seconds -> inputs.put("timeout", seconds));
          update.name().ifPresent(name -> inputs.put("name", name));
          update.config().ifPresent(config -> inputs.put("config", config));
          if (inputs.isEmpty()) {
            throw new Refused.Invalid("No property needs an update.");
          }
          inputs.put("profile_only", update.profileOnly());
          String action = requests.submit(tx, context, ActionKind.CLUSTER_UPDATE, cluster, inputs);
          return new Accepted<>(view(tx, cluster), action);
        });
  }

  private Optional<String> newProfile(
      Session tx, Context context, ClusterRecord cluster, String identity)
      throws SQLException, Refused {
    ProfileRecord profile = Requests.specifiedProfile(tx, context, identity);
    String id = profile.id().orElseThrow();
    if (id.equals(cluster.profileId())) {
      return Optional.empty();
    }
    ProfileRecord old = ProfileRows.find(tx, cluster.profileId()).orElseThrow();
    core.profiles().checkUpdate(old, profile, "cluster");
    return Optional.of(id);
  }

  /**
   * Deletes a cluster with its nodes.
   *
   * @param force whether to delete it even while another action works on it
   */
  public String delete(Context context, String identity, boolean force) throws Refused {
    return requests.write(
        tx -> {
          ClusterRecord cluster = FINDER.find(tx, context, identity);
          if (!force) {
            Requests.refuseInProgress("cluster", identity, cluster.status());
          }
          return requests.submit(tx, context, ActionKind.CLUSTER_DELETE, cluster, Map.of());
        });
  }

  public String resize(Context context, String identity, ResizeRequest request) throws Refused {
    return sizes.resize(context, identity, request);
  }

  /**
   * Removes nodes from a cluster.
   *
   * @param count how many nodes; one if empty
   */
  public String scaleIn(Context context, String identity, Optional<Integer> count) throws Refused {
    return sizes.scaleIn(context, identity, count);
  }

  /**
   * Adds nodes to a cluster.
   *
   * @param count how many nodes; one if empty
   */
  public String scaleOut(Context context, String identity, Optional<Integer> count) throws Refused {
    return sizes.scaleOut(context, identity, count);
  }

  public String addNodes(Context context, String identity, List<String> members) throws Refused {
    return sizes.add(context, identity, members);
  }

  public String delNodes(Context context, String identity, List<String> members, boolean destroy)
      throws Refused {
    return sizes.del(context, identity, members, destroy);
  }

  /**
   * Swaps nodes of a cluster for others.
   *
   * @param swaps the node that comes, by the node that goes
   */
  public String replaceNodes(Context context, String identity, Map<String, String> swaps)
      throws Refused {
    return sizes.replace(context, identity, swaps);
  }

  public String check(Context context, String identity, Map<String, @Nullable Object> params)
      throws Refused {
    return submit(context, identity, ActionKind.CLUSTER_CHECK, params);
  }

  public String recover(Context context, String identity, Map<String, @Nullable Object> params)
      throws Refused {
    Requests.checkRecover(params);
    return submit(context, identity, ActionKind.CLUSTER_RECOVER, params);
  }

  private String submit(
      Context context, String identity, ActionKind kind, Map<String, @Nullable Object> inputs)
      throws Refused {
    return requests.write(
        tx -> requests.submit(tx, context, kind, FINDER.find(tx, context, identity), inputs));
  }

  /**
   * Runs an operation of the profile on the nodes of a cluster.
   *
   * @param filters which nodes: by name, profile_id, status or role; all if empty
   */
  public String operation(
      Context context,
      String identity,
      String operation,
      Map<String, @Nullable Object> filters,
      Map<String, @Nullable Object> params)
      throws Refused {
    return requests.write(
        tx -> {
          ClusterRecord cluster = FINDER.find(tx, context, identity);
          ProfileRecord profile = ProfileRows.find(tx, cluster.profileId()).orElseThrow();
          core.profiles().checkOperation(profile.type(), operation, params);
          List<String> members = matching(NodeRows.of(tx, cluster.id()), filters);
          if (members.isEmpty()) {
            throw new Refused.Invalid("No node (matching the filter) could be found");
          }
          Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
          inputs.put("operation", operation);
          inputs.put("params", params);
          inputs.put("nodes", members);
          return requests.submit(tx, context, ActionKind.CLUSTER_OPERATION, cluster, inputs);
        });
  }

  private static List<String> matching(
      List<NodeRecord> members, Map<String, @Nullable Object> filters) throws Refused {
    List<String> unknown =
        filters.keySet().stream()
            .filter(key -> !List.of("name", "profile_id", "status", "role").contains(key))
            .map("Filter key '%s' is unsupported"::formatted)
            .toList();
    if (!unknown.isEmpty()) {
      throw new Refused.Invalid(String.join("\n", unknown));
    }
    return members.stream().filter(node -> matches(node, filters)).map(NodeRecord::id).toList();
  }

  private static boolean matches(NodeRecord node, Map<String, @Nullable Object> filters) {
    Map<String, String> values =
        Map.of(
            "name", node.name(),
            "profile_id", node.profileId(),
            "status", node.status(),
            "role", node.role().orElse(""));
    return filters.entrySet().stream()
        .allMatch(
            filter ->
                filter.getValue() instanceof List<?> any
                    ? any.contains(values.get(filter.getKey()))
                    : String.valueOf(filter.getValue()).equals(values.get(filter.getKey())));
  }

  /**
   * One attribute of every node.
   *
   * @param path a path into the node as shown, {@code details.pid}
   * @return the values by node id; nodes without it are left out
   */
  public Map<String, Object> attributes(Context context, String identity, String path)
      throws Refused {
    List<NodeRecord> members =
        requests.read(tx -> NodeRows.of(tx, FINDER.find(tx, context, identity).id()));
    Map<String, Object> values = new LinkedHashMap<>();
    for (NodeRecord node : members) {
      Map<String, @Nullable Object> details =
          path.contains("details") ? nodes.details(node) : Map.of();
      NodePath.value(node, details, path).ifPresent(value -> values.put(node.id(), value));
    }
    return values;
  }
}
