package io.senlin.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import java.util.List;
import java.util.Map;

/** The versions of the API, and what answers where there is nothing else. */
final class VersionsResource {
  private VersionsResource() {}

  static void register(Routes routes) {
    routes
        .get("/v1/", VersionsResource::show)
        .plain(Method.GET, "/v1", VersionsResource::show)
        .plain(Method.GET, "/versions", VersionsResource::list)
        .plain(Method.GET, "/", VersionsResource::list);
  }

  /** Answers a request that no route is for, as Senlin does. */
  static Answer absent(Call call) {
    if (call.method().equals(Method.OPTIONS)) {
      return new Answer(200, Map.of(), new Answer.Content.None());
    }
    String path = call.path();
    if (path.equals("/v1") || path.startsWith("/v1/")) {
      Microversion.requested(call.header(Microversion.HEADER)); // one that is wrong is said first
      throw HttpError.page(Fault.NOT_FOUND, "");
    }
    String accept = call.header(HeaderNames.ACCEPT).orElse("*/*");
    if (!accept.equals("*/*")) {
      throw HttpError.page(Fault.NOT_FOUND, "");
    }
    return list(call);
  }

  private static Answer list(Call call) {
    return Answer.json(300, Map.of("versions", List.of(version(call.url("/v1")))));
  }

  /** Senlin joins the version to a path that has it already; its clients know. */
  private static Answer show(Call call) {
    return Answer.ok("version", version(call.url("/v1/v1")));
  }

  private static Map<String, Object> version(String self) {
    return Map.of(
        "id", "1.0",
        "status", "CURRENT",
        "updated", "2016-01-18T00:00:00Z",
        "min_version", Microversion.FIRST.toString(),
        "max_version", Microversion.NEWEST.toString(),
        "media-types",
            List.of(
                Map.of(
                    "base",
                    "application/json",
                    "type",
                    "application/vnd.openstack.clustering-v1+json")),
        "links",
            List.of(
                Map.of("href", self, "rel", "self"),
                Map.of("href", "https://docs.openstack.org/api-ref/clustering", "rel", "help")));
  }
}
