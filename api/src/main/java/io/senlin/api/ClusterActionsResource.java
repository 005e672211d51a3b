package io.senlin.api;

import io.senlin.engine.Clusters;
import io.senlin.engine.Refused;
import io.senlin.engine.ResizeRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** {@code /v1/clusters/{id}/actions} and {@code /ops}: what a cluster is told to do. */
final class ClusterActionsResource {
  private static final Set<String> ADJUSTMENTS =
      Set.of("EXACT_CAPACITY", "CHANGE_IN_CAPACITY", "CHANGE_IN_PERCENTAGE");

  private final Clusters clusters;

  ClusterActionsResource(Clusters clusters) {
    this.clusters = clusters;
  }

  void register(Routes routes) {
    routes
        .post("/v1/clusters/{id}/actions", this::act)
        .post("/v1/clusters/{id}/ops", 4, this::operate);
  }

  private Answer act(Call call) throws Refused {
    Order order = Order.action(call.body());
    return call.accepted(start(call, order.name(), order.params()));
  }

  private String start(Call call, String action, Fields params) throws Refused {
    String id = call.path("id");
    return switch (action) {
      case "resize" -> clusters.resize(call.context(), id, resize(params));
      case "scale_out" ->
          clusters.scaleOut(call.context(), id, params.only("count").integer("count", 0));
      case "scale_in" ->
          clusters.scaleIn(call.context(), id, params.only("count").integer("count", 0));
      case "add_nodes" ->
          clusters.addNodes(call.context(), id, params.only("nodes").texts("nodes"));
      case "del_nodes" -> {
        params.only("nodes", "destroy_after_deletion");
        boolean destroy = params.flag("destroy_after_deletion").orElse(false);
        yield clusters.delNodes(call.context(), id, params.texts("nodes"), destroy);
      }
      case "replace_nodes" -> clusters.replaceNodes(call.context(), id, replacements(params));
      case "check" -> clusters.check(call.context(), id, params.values());
      case "recover" -> clusters.recover(call.context(), id, params.values());
      case "policy_attach", "policy_detach", "policy_update", "update_policy" ->
          throw HttpError.of(
              Fault.NOT_FOUND,
              "ResourceNotFound",
              "The policy '%s' could not be found.".formatted(params.requiredText("policy_id")));
      case "complete_lifecycle" ->
          throw HttpError.of(
              Fault.NOT_FOUND,
              "ResourceNotFound",
              "The action '%s' could not be found."
                  .formatted(params.requiredText("lifecycle_action_token")));
      default -> throw HttpError.badRequest("Unrecognized action '%s' specified".formatted(action));
    };
  }

  private static ResizeRequest resize(Fields params) {
    params.only("adjustment_type", "number", "min_size", "max_size", "min_step", "strict");
    ResizeRequest request =
        new ResizeRequest(
            params.text("adjustment_type"),
            params.number("number"),
            params.integer("min_size", 0),
            params.integer("max_size", -1),
            params.integer("min_step", 0),
            params.flag("strict").orElse(true));
    request
        .adjustmentType()
        .filter(type -> !ADJUSTMENTS.contains(type))
        .ifPresent(
            type -> {
              throw HttpError.badRequest("Field value %s is invalid".formatted(type));
            });
    return request;
  }

  private static Map<String, String> replacements(Fields params) {
    Fields nodes = new Fields(params.only("nodes").requiredObject("nodes"));
    Map<String, String> replacements = new LinkedHashMap<>();
    nodes.names().forEach(old -> replacements.put(old, nodes.requiredText(old)));
    return replacements;
  }

  private Answer operate(Call call) throws Refused {
    Order order = Order.operation(call.body());
    Fields params = order.params().only("filters", "params");
    return call.accepted(
        clusters.operation(
            call.context(),
            call.path("id"),
            order.name(),
            params.object("filters").orElse(Map.of()),
            params.object("params").orElse(Map.of())));
  }
}
