package io.senlin.api;

import java.util.List;
import java.util.Set;

/** Policies and receivers, of which there are none yet: empty lists, and nothing to be found. */
final class PoliciesResource {
  private static final Set<String> POLICY_FILTERS = Set.of("name", "type");
  private static final Set<String> POLICY_SORT_KEYS =
      Set.of("type", "name", "created_at", "updated_at");
  private static final Set<String> RECEIVER_FILTERS =
      Set.of("name", "type", "cluster_id", "action", "user");
  private static final Set<String> RECEIVER_SORT_KEYS =
      Set.of("name", "type", "action", "cluster_id", "created_at", "user");

  private PoliciesResource() {}

  static void register(Routes routes) {
    routes
        .get("/v1/policy-types", call -> Answer.ok("policy_types", List.of()))
        .get("/v1/policy-types/{id}", call -> absent("policy_type", call))
        .get("/v1/policies", call -> empty("policies", call, POLICY_FILTERS, POLICY_SORT_KEYS))
        .get("/v1/policies/{id}", call -> absent("policy", call))
        .get(
            "/v1/receivers", call -> empty("receivers", call, RECEIVER_FILTERS, RECEIVER_SORT_KEYS))
        .get("/v1/receivers/{id}", call -> absent("receiver", call));
  }

  private static Answer empty(String name, Call call, Set<String> filters, Set<String> sortKeys) {
    call.listing(filters, sortKeys); // a wrong parameter is wrong all the same
    return Answer.ok(name, List.of());
  }

  private static Answer absent(String kind, Call call) {
    throw HttpError.of(
        Fault.NOT_FOUND,
        "ResourceNotFound",
        "The %s '%s' could not be found.".formatted(kind, call.path("id")));
  }
}
