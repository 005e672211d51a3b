package io.senlin.api;

import io.senlin.engine.Accepted;
import io.senlin.engine.NodeRecord;
import io.senlin.engine.NodeRequest;
import io.senlin.engine.NodeUpdate;
import io.senlin.engine.NodeView;
import io.senlin.engine.Nodes;
import io.senlin.engine.Refused;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /v1/nodes}. */
final class NodesResource {
  private static final int TAINTED = 13;
  private static final Set<String> FILTERS = Set.of("name", "status", "cluster_id");
  private static final Set<String> SORT_KEYS =
      Set.of("index", "name", "status", "init_at", "created_at", "updated_at");
  private static final Set<String> STATUSES =
      Set.of(
          "INIT",
          "ACTIVE",
          "ERROR",
          "WARNING",
          "CREATING",
          "UPDATING",
          "DELETING",
          "RECOVERING",
          "OPERATING");

  private final Nodes nodes;

  NodesResource(Nodes nodes) {
    this.nodes = nodes;
  }

  void register(Routes routes) {
    routes
        .get("/v1/nodes", this::list)
        .post("/v1/nodes", this::create)
        .get("/v1/nodes/{id}", this::show)
        .patch("/v1/nodes/{id}", this::update)
        .delete("/v1/nodes/{id}", this::delete)
        .post("/v1/nodes/{id}/actions", this::act)
        .post("/v1/nodes/{id}/ops", 4, this::operate);
  }

  private Answer list(Call call) throws Refused {
    Query query = call.query(FILTERS).oneOf("status", STATUSES);
    return Answer.ok(
        "nodes",
        nodes.list(call.context(), query.listing(call.caller(), SORT_KEYS)).stream()
            .map(view -> shown(view, call.version()))
            .toList());
  }

  @SuppressWarnings("NullAway") // javac writes no null marks for a compact constructor
  private Answer create(Call call) throws Refused {
    Fields fields =
        call.body()
            .only("node")
            .required("node")
            .only("name", "profile_id", "cluster_id", "role", "metadata");
    NodeRequest request =
        new NodeRequest(
            fields.requiredText("name"),
            fields.requiredText("profile_id"),
            fields.text("cluster_id").filter(id -> !id.isEmpty()),
            fields.text("role").orElse(""),
            fields.object("metadata").orElse(Map.of()));
    return accepted(call, nodes.create(call.context(), request));
  }

  private Answer show(Call call) throws Refused {
    boolean details =
        call.parameter("show_details").map(v -> Query.flag("show_details", v)).orElse(false);
    NodeView view = nodes.show(call.context(), call.path("id"), details);
    return Answer.ok("node", shown(view, call.version()));
  }

  @SuppressWarnings("NullAway") // javac writes no null marks for a compact constructor
  private Answer update(Call call) throws Refused {
    Fields fields = call.changes("node").only("name", "profile_id", "role", "metadata", "tainted");
    NodeUpdate update =
        new NodeUpdate(
            fields.text("name"),
            fields.text("profile_id"),
            fields.text("role"),
            fields.object("metadata"),
            fields.flag("tainted"));
    return accepted(call, nodes.update(call.context(), call.path("id"), update));
  }

  private static Answer accepted(Call call, Accepted<NodeView> accepted) {
    return Answer.json(202, Map.of("node", shown(accepted.subject(), call.version())))
        .withHeader("Location", call.url("/v1/actions/" + accepted.actionId()));
  }

  private Answer delete(Call call) throws Refused {
    boolean force = call.body().only("force").flag("force").orElse(false);
    return call.accepted(nodes.delete(call.context(), call.path("id"), force));
  }

  private Answer act(Call call) throws Refused {
    Order order = Order.action(call.body());
    String id = call.path("id");
    Map<String, @Nullable Object> params = order.params().values();
    return call.accepted(
        switch (order.name()) {
          case "check" -> nodes.check(call.context(), id, params);
          case "recover" -> nodes.recover(call.context(), id, params);
          default ->
              throw HttpError.badRequest(
                  "Unrecognized action '%s' specified".formatted(order.name()));
        });
  }

  private Answer operate(Call call) throws Refused {
    Order order = Order.operation(call.body());
    return call.accepted(
        nodes.operation(call.context(), call.path("id"), order.name(), order.params().values()));
  }

  private static Map<String, @Nullable Object> shown(NodeView view, Microversion version) {
    NodeRecord node = view.node();
    Shown shown =
        new Shown()
            .with("id", node.id())
            .with("name", node.name())
            .with("profile_id", node.profileId())
            .with("profile_name", view.profileName())
            .with("cluster_id", node.clusterId())
            .with("physical_id", node.physicalId())
            .with("index", node.index())
            .with("role", node.role())
            .with("status", node.status())
            .with("status_reason", node.statusReason())
            .with("metadata", node.metadata())
            .with("data", node.data())
            .with("dependents", node.dependents())
            .with("user", node.user())
            .with("project", node.project())
            .with("domain", node.domain())
            .time("init_at", node.initAt())
            .time("created_at", node.createdAt())
            .time("updated_at", node.updatedAt());
    if (version.atLeast(TAINTED)) {
      shown.with("tainted", node.tainted());
    }
    view.details().ifPresent(details -> shown.with("details", details));
    return shown.fields();
  }
}
