package io.senlin.api;

import io.senlin.engine.ActionRecord;
import io.senlin.engine.ActionStatus;
import io.senlin.engine.Actions;
import io.senlin.engine.Refused;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /v1/actions}. */
final class ActionsResource {
  private static final int CLUSTER_ID = 14;
  private static final Set<String> FILTERS =
      Set.of("name", "target", "action", "status", "cluster_id");
  private static final Set<String> SORT_KEYS =
      Set.of("name", "target", "action", "created_at", "status");
  private static final Set<String> STATUSES =
      Arrays.stream(ActionStatus.values())
          .map(ActionStatus::name)
          .collect(Collectors.toUnmodifiableSet());

  private final Actions actions;

  ActionsResource(Actions actions) {
    this.actions = actions;
  }

  void register(Routes routes) {
    routes
        .get("/v1/actions", this::list)
        .get("/v1/actions/{id}", this::show)
        .patch("/v1/actions/{id}", 12, this::update);
  }

  private Answer list(Call call) throws Refused {
    Query query = call.query(FILTERS).oneOf("status", STATUSES).oneOf("action", ActionNames.ALL);
    return Answer.ok(
        "actions",
        actions.list(call.context(), query.listing(call.caller(), SORT_KEYS)).stream()
            .map(action -> shown(action, call.version()))
            .toList());
  }

  private Answer show(Call call) throws Refused {
    return Answer.ok(
        "action", shown(actions.show(call.context(), call.path("id")), call.version()));
  }

  private Answer update(Call call) throws Refused {
    Fields fields = call.changes("action").only("status", "force");
    String status = fields.requiredText("status");
    boolean force = fields.flag("force").orElse(false);
    if (!status.equals(ActionStatus.CANCELLED.name())) {
      throw HttpError.of(
          Fault.BAD_REQUEST,
          "BadRequest",
          "Unknown status %s for action %s".formatted(status, call.path("id")));
    }
    actions.cancel(call.context(), call.path("id"), force);
    return Answer.accepted();
  }

  static Map<String, @Nullable Object> shown(ActionRecord action, Microversion version) {
    Shown shown =
        new Shown()
            .with("id", action.id())
            .with("name", action.name())
            .with("action", action.action())
            .with("target", action.target())
            .with("cause", action.cause())
            .with("owner", action.owner())
            .with("interval", action.intervalSeconds())
            .epoch("start_time", action.startTime())
            .epoch("end_time", action.endTime())
            .with("timeout", action.timeoutSeconds())
            .with("status", action.status().name())
            .with("status_reason", action.statusReason())
            .with("inputs", action.inputs())
            .with("outputs", action.outputs())
            .with("data", action.data())
            .with("depends_on", action.dependsOn())
            .with("depended_by", action.dependedBy())
            .with("user", action.user())
            .with("project", action.project())
            .with("domain", action.domain())
            .time("created_at", action.createdAt())
            .time("updated_at", action.updatedAt());
    if (version.atLeast(CLUSTER_ID)) {
      shown.with("cluster_id", action.clusterId());
    }
    return shown.fields();
  }
}
