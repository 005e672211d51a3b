package io.senlin.api;

import java.util.Map;

/**
 * What a cluster or node is told to do: the one key of a request's body, with what stands below it.
 *
 * @param name of the action or operation
 */
record Order(String name, Fields params) {
  static Order action(Fields body) {
    return of(body, "action");
  }

  static Order operation(Fields body) {
    return of(body, "operation");
  }

  private static Order of(Fields body, String kind) {
    if (body.names().isEmpty()) {
      throw HttpError.badRequest("No %s specified".formatted(kind));
    }
    if (body.names().size() > 1) {
      throw HttpError.badRequest("Multiple %ss specified".formatted(kind));
    }
    String name = body.names().iterator().next();
    return new Order(name, new Fields(body.object(name).orElse(Map.of())));
  }
}
