package io.senlin.api;

import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;

/** Puts endpoints where they are found. */
final class Routes {
  private static final String OPTIONAL_SLASH = "[/]";

  private final HttpRouting.Builder routing;
  private final Boundary boundary;

  Routes(HttpRouting.Builder routing, Boundary boundary) {
    this.routing = routing;
    this.boundary = boundary;
  }

  Routes get(String path, Endpoint endpoint) {
    return versioned(Method.GET, path, 0, endpoint);
  }

  Routes get(String path, int sinceMinor, Endpoint endpoint) {
    return versioned(Method.GET, path, sinceMinor, endpoint);
  }

  Routes post(String path, Endpoint endpoint) {
    return versioned(Method.POST, path, 0, endpoint);
  }

  Routes post(String path, int sinceMinor, Endpoint endpoint) {
    return versioned(Method.POST, path, sinceMinor, endpoint);
  }

  Routes patch(String path, Endpoint endpoint) {
    return versioned(Method.PATCH, path, 0, endpoint);
  }

  Routes patch(String path, int sinceMinor, Endpoint endpoint) {
    return versioned(Method.PATCH, path, sinceMinor, endpoint);
  }

  Routes delete(String path, Endpoint endpoint) {
    return versioned(Method.DELETE, path, 0, endpoint);
  }

  /** An endpoint that has no microversions. */
  Routes plain(Method method, String path, Endpoint endpoint) {
    return add(method, path, Route.Kind.PLAIN, Microversion.FIRST, endpoint);
  }

  /** What answers when nothing else does. Comes last. */
  void absent(Endpoint endpoint) {
    Route route = new Route("any", "other", Route.Kind.ABSENT, Microversion.FIRST);
    routing.any(boundary.handler(route, endpoint));
  }

  private Routes versioned(Method method, String path, int sinceMinor, Endpoint endpoint) {
    return add(method, path, Route.Kind.VERSIONED, new Microversion(sinceMinor), endpoint);
  }

  private Routes add(
      Method method, String path, Route.Kind kind, Microversion since, Endpoint endpoint) {
    Route route = new Route(method.text(), path, kind, since);
    String pattern = path.endsWith("/") ? path : path + OPTIONAL_SLASH;
    routing.route(method, pattern, boundary.handler(route, endpoint));
    return this;
  }
}
