package io.senlin.engine;

import io.senlin.engine.profile.ProfileFailure;
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
 * The nodes of the engine. A node is found by id, name or unique short id. What takes time becomes
 * an action, whose id is returned as soon as it is stored durably. Thread-safe; every method blocks
 * on the database.
 */
public final class Nodes {
  static final Finder<NodeRecord> FINDER = new Finder<>("node", NodeRows::map);

  private static final Pages<NodeRecord> PAGES =
      new Pages<>(
          "node",
          NodeRows::map,
          List.of("name", "status", "cluster_id"),
          List.of("index", "name", "status", "init_at", "created_at", "updated_at"),
          "init_at");

  private final Core core;
  private final Requests requests;
  private final NodeProfiles profiles;

  Nodes(Core core, Requests requests, NodeProfiles profiles) {
    this.core = core;
    this.requests = requests;
    this.profiles = profiles;
  }

  /** Makes a node, in a cluster if one is named. */
  public Accepted<NodeView> create(Context context, NodeRequest request) throws Refused {
    String name = Naming.check(request.name());
    return requests.write(
        tx -> {
          requests.refuseDuplicate(
              tx, context, "node", name, "The node named (%s) already exists.");
          ProfileRecord profile = Requests.specifiedProfile(tx, context, request.profile());
          String home = "";
          int index = -1;
          if (request.cluster().isPresent()) {
            ClusterRecord cluster = home(tx, context, request.cluster().get(), profile);
            home = cluster.id();
            index = ClusterRows.takeIndexes(tx, home, 1);
          }
          NodeRecord node = record(context, request, profile, home, index);
          NodeRows.insert(tx, List.of(node));
          String action = requests.submit(tx, context, ActionKind.NODE_CREATE, node, Map.of());
          return new Accepted<>(new NodeView(node, profile.name(), Optional.empty()), action);
        });
  }

  private static ClusterRecord home(
      Session tx, Context context, String identity, ProfileRecord profile)
      throws SQLException, Refused {
    ClusterRecord cluster;
    try {
      String id = Clusters.FINDER.find(tx, context, identity).id();
      // held until the commit, so that a CLUSTER_DELETE finds the node or this finds that
      cluster =
          ClusterRows.lock(tx, id).orElseThrow(() -> new Refused.NotFound("cluster", identity));
    } catch (Refused.NotFound | Refused.Ambiguous refusal) {
      throw Requests.specified(refusal);
    }
    if (cluster.status().equals("DELETING")) {
      throw new Refused.Invalid(
          "The specified cluster '%s' is in status DELETING.".formatted(identity));
    }
    if (!cluster.profileId().equals(profile.id().orElseThrow())) {
      Optional<ProfileRecord> other = ProfileRows.find(tx, cluster.profileId());
      if (other.isEmpty() || !other.get().type().equals(profile.type())) {
        throw new Refused.Invalid(
            "Node and cluster have different profile type, operation aborted.");
      }
    }
    return cluster;
  }

  private NodeRecord record(
      Context context, NodeRequest request, ProfileRecord profile, String home, int index) {
    return new NodeRecord(
        UUID.randomUUID().toString(),
        request.name(),
        profile.id().orElseThrow(),
        home,
        "",
        index,
        Optional.of(request.role()),
        false,
        NodeRecord.INIT,
        "Initializing",
        request.metadata(),
        Map.of(),
        Map.of(),
        context.user(),
        context.project(),
        context.domain(),
        Optional.of(core.now()),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Filters: name, status, cluster_id (id, name or short id of a cluster). Sorts by: index, name,
   * status, init_at, created_at, updated_at.
   */
  public List<NodeView> list(Context context, Listing listing) throws Refused {
    return requests.read(
        tx -> {
          Map<String, String> names = new LinkedHashMap<>();
          List<NodeView> views = new ArrayList<>();
          for (NodeRecord node : PAGES.list(tx, context, resolved(tx, context, listing))) {
            String id = node.profileId();
            if (!names.containsKey(id)) {
              names.put(id, profileName(tx, id));
            }
            views.add(new NodeView(node, names.getOrDefault(id, ""), Optional.empty()));
          }
          return views;
        });
  }

  /** The same listing, with the clusters of its filter by id. */
  private static Listing resolved(Session tx, Context context, Listing listing)
      throws SQLException, Refused {
    List<String> named = listing.filters().get("cluster_id");
    if (named == null) {
      return listing;
    }
    List<String> ids = new ArrayList<>();
    for (String identity : named) {
      ids.add(identity.isEmpty() ? "" : Clusters.FINDER.find(tx, context, identity).id());
    }
    Map<String, List<String>> filters = new LinkedHashMap<>(listing.filters());
    filters.put("cluster_id", ids);
    return new Listing(
        filters, listing.limit(), listing.marker(), listing.sort(), listing.globalProject());
  }

  private static String profileName(Session tx, String id) throws SQLException {
    return ProfileRows.find(tx, id).map(ProfileRecord::name).orElse("");
  }

  /**
   * Shows a node.
   *
   * @param details whether to ask the profile about the real thing
   */
  public NodeView show(Context context, String identity, boolean details) throws Refused {
    NodeView view =
        requests.read(
            tx -> {
              NodeRecord node = FINDER.find(tx, context, identity);
              return new NodeView(node, profileName(tx, node.profileId()), Optional.empty());
            });
    return details
        ? new NodeView(view.node(), view.profileName(), Optional.of(details(view.node())))
        : view;
  }

  /** What the profile knows of the real thing; why not, if it cannot say. */
  Map<String, @Nullable Object> details(NodeRecord node) {
    if (node.physicalId().isEmpty()) {
      return Map.of();
    }
    try {
      NodeProfiles.Bound profile = profiles.of(node.profileId());
      return profile.type().details(profile.handle(node));
    } catch (ProfileFailure failure) {
      return Map.of("Error", String.valueOf(failure.getMessage()));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Map.of("Error", "The engine is stopping.");
    }
  }

  /** Changes a node's properties, or the real thing to another profile of its type. */
  public Accepted<NodeView> update(Context context, String identity, NodeUpdate update)
      throws Refused {
    if (update.name().isPresent()) {
      Naming.check(update.name().get());
    }
    return requests.write(
        tx -> {
          NodeRecord node = FINDER.find(tx, context, identity);
          Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
          if (update.profile().isPresent()) {
            ProfileRecord profile = Requests.specifiedProfile(tx, context, update.profile().get());
            core.profiles()
                .checkUpdate(ProfileRows.find(tx, node.profileId()).orElseThrow(), profile, "node");
            inputs.put("new_profile_id", profile.id().orElseThrow());
          }
          update.name().ifPresent(name -> inputs.put("name", name));
          update.role().ifPresent(role -> inputs.put("role", role));
          update.metadata().ifPresent(metadata -> inputs.put("metadata", metadata));
          update.tainted().ifPresent(tainted -> inputs.put("tainted", tainted));
          if (inputs.isEmpty()) {
            throw new Refused.Invalid("No property needs an update.");
          }
          String action = requests.submit(tx, context, ActionKind.NODE_UPDATE, node, inputs);
          String profileName = profileName(tx, node.profileId());
          return new Accepted<>(new NodeView(node, profileName, Optional.empty()), action);
        });
  }

  /**
   * Deletes a node with its real thing.
   *
   * @param force whether to delete it even while another action changes it
   */
  public String delete(Context context, String identity, boolean force) throws Refused {
    return requests.write(
        tx -> {
          NodeRecord node = FINDER.find(tx, context, identity);
          if (!force) {
            Requests.refuseInProgress("node", identity, node.status());
          }
          return requests.submit(tx, context, ActionKind.NODE_DELETE, node, Map.of());
        });
  }

  public String check(Context context, String identity, Map<String, @Nullable Object> params)
      throws Refused {
    return submit(context, identity, ActionKind.NODE_CHECK, params);
  }

  public String recover(Context context, String identity, Map<String, @Nullable Object> params)
      throws Refused {
    Requests.checkRecover(params);
    return submit(context, identity, ActionKind.NODE_RECOVER, params);
  }

  private String submit(
      Context context, String identity, ActionKind kind, Map<String, @Nullable Object> inputs)
      throws Refused {
    return requests.write(
        tx -> requests.submit(tx, context, kind, FINDER.find(tx, context, identity), inputs));
  }

  /** Runs an operation of the profile on a node. */
  public String operation(
      Context context, String identity, String operation, Map<String, @Nullable Object> params)
      throws Refused {
    return requests.write(
        tx -> {
          NodeRecord node = FINDER.find(tx, context, identity);
          ProfileRecord profile = ProfileRows.find(tx, node.profileId()).orElseThrow();
          core.profiles().checkOperation(profile.type(), operation, params);
          Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
          inputs.put("operation", operation);
          inputs.put("params", params);
          return requests.submit(tx, context, ActionKind.NODE_OPERATION, node, inputs);
        });
  }
}
