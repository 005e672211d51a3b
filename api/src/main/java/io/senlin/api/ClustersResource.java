package io.senlin.api;

import io.senlin.engine.Accepted;
import io.senlin.engine.ClusterRecord;
import io.senlin.engine.ClusterRequest;
import io.senlin.engine.ClusterUpdate;
import io.senlin.engine.ClusterView;
import io.senlin.engine.Clusters;
import io.senlin.engine.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /v1/clusters}, but for what {@link ClusterActionsResource} has. */
final class ClustersResource {
  private static final Set<String> FILTERS = Set.of("name", "status");
  private static final Set<String> SORT_KEYS =
      Set.of("name", "status", "init_at", "created_at", "updated_at");
  private static final Set<String> STATUSES =
      Set.of(
          "INIT",
          "ACTIVE",
          "CREATING",
          "UPDATING",
          "RESIZING",
          "DELETING",
          "CHECKING",
          "RECOVERING",
          "CRITICAL",
          "ERROR",
          "WARNING",
          "OPERATING");

  private final Clusters clusters;

  ClustersResource(Clusters clusters) {
    this.clusters = clusters;
  }

  void register(Routes routes) {
    routes
        .get("/v1/clusters", this::list)
        .post("/v1/clusters", this::create)
        .get("/v1/clusters/{id}", this::show)
        .patch("/v1/clusters/{id}", this::update)
        .delete("/v1/clusters/{id}", this::delete)
        .get("/v1/clusters/{id}/attrs/{+path}", 2, this::attributes)
        .get("/v1/clusters/{id}/policies", this::policies)
        .get("/v1/clusters/{id}/policies/{policy}", this::policy);
  }

  private Answer list(Call call) throws Refused {
    Query query = call.query(FILTERS).oneOf("status", STATUSES);
    return Answer.ok(
        "clusters",
        clusters.list(call.context(), query.listing(call.caller(), SORT_KEYS)).stream()
            .map(ClustersResource::shown)
            .toList());
  }

  @SuppressWarnings("NullAway") // javac writes no null marks for a compact constructor
  private Answer create(Call call) throws Refused {
    Fields fields =
        call.body()
            .only("cluster")
            .required("cluster")
            .only(
                "name",
                "profile_id",
                "min_size",
                "max_size",
                "desired_capacity",
                "timeout",
                "metadata",
                "config");
    ClusterRequest request =
        new ClusterRequest(
            fields.requiredText("name"),
            fields.requiredText("profile_id"),
            fields.integer("min_size", 0),
            fields.integer("max_size", -1),
            fields.integer("desired_capacity", 0),
            fields.integer("timeout", 0),
            fields.object("metadata").orElse(Map.of()),
            fields.object("config").orElse(Map.of()));
    return accepted(call, clusters.create(call.context(), request));
  }

  private Answer show(Call call) throws Refused {
    return Answer.ok("cluster", shown(clusters.show(call.context(), call.path("id"))));
  }

  @SuppressWarnings("NullAway") // javac writes no null marks for a compact constructor
  private Answer update(Call call) throws Refused {
    Fields fields =
        call.changes("cluster")
            .only("name", "profile_id", "metadata", "timeout", "config", "profile_only");
    ClusterUpdate update =
        new ClusterUpdate(
            fields.text("name"),
            fields.text("profile_id"),
            fields.object("metadata"),
            fields.integer("timeout", 0),
            fields.object("config"),
            fields.flag("profile_only").orElse(false));
    return accepted(call, clusters.update(call.context(), call.path("id"), update));
  }

  private static Answer accepted(Call call, Accepted<ClusterView> accepted) {
    return Answer.json(202, Map.of("cluster", shown(accepted.subject())))
        .withHeader("Location", call.url("/v1/actions/" + accepted.actionId()));
  }

  private Answer delete(Call call) throws Refused {
    boolean force = call.body().only("force").flag("force").orElse(false);
    return call.accepted(clusters.delete(call.context(), call.path("id"), force));
  }

  private Answer attributes(Call call) throws Refused {
    List<Map<String, Object>> shown = new ArrayList<>();
    clusters
        .attributes(call.context(), call.path("id"), call.path("path"))
        .forEach((id, value) -> shown.add(Map.of("id", id, "value", value)));
    return Answer.ok("cluster_attributes", shown);
  }

  /** No cluster has policies yet. */
  private Answer policies(Call call) throws Refused {
    call.query(Set.of("enabled", "policy_name", "policy_type"));
    clusters.show(call.context(), call.path("id"));
    return Answer.ok("cluster_policies", List.of());
  }

  private Answer policy(Call call) throws Refused {
    clusters.show(call.context(), call.path("id"));
    throw HttpError.of(
        Fault.NOT_FOUND,
        "PolicyBindingNotFound",
        "The policy '%s' is not found attached to the specified cluster '%s'."
            .formatted(call.path("policy"), call.path("id")));
  }

  /** A cluster as the API shows it. */
  static Map<String, @Nullable Object> shown(ClusterView view) {
    ClusterRecord cluster = view.cluster();
    return new Shown()
        .with("id", cluster.id())
        .with("name", cluster.name())
        .with("profile_id", cluster.profileId())
        .with("profile_name", view.profileName())
        .with("min_size", cluster.minSize())
        .with("max_size", cluster.maxSize())
        .with("desired_capacity", cluster.desiredCapacity())
        .with("timeout", cluster.timeoutSeconds())
        .with("status", cluster.status())
        .with("status_reason", cluster.statusReason())
        .with("metadata", cluster.metadata())
        .with("data", cluster.data())
        .with("dependents", cluster.dependents())
        .with("config", cluster.config())
        .with("nodes", view.nodes())
        .with("policies", List.of())
        .with("user", cluster.user())
        .with("project", cluster.project())
        .with("domain", cluster.domain())
        .time("init_at", cluster.initAt())
        .time("created_at", cluster.createdAt())
        .time("updated_at", cluster.updatedAt())
        .fields();
  }
}
