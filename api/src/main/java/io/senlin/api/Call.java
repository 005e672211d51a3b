package io.senlin.api;

import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.senlin.engine.Listing;
import io.senlin.spi.Context;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One request to an endpoint. Used by the thread of its request only. */
final class Call {
  private final ServerRequest request;
  private final Caller caller;
  private final Microversion version;
  private final Body body;
  private final Json json;

  Call(ServerRequest request, Caller caller, Microversion version, Body body, Json json) {
    this.request = request;
    this.caller = caller;
    this.version = version;
    this.body = body;
    this.json = json;
  }

  Caller caller() {
    return caller;
  }

  Context context() {
    return caller.context();
  }

  Microversion version() {
    return version;
  }

  /** A part of the path, by its name in the route. */
  String path(String name) {
    return request.path().pathParameters().get(name);
  }

  Method method() {
    return request.prologue().method();
  }

  /** The whole path, decoded. */
  String path() {
    return request.path().absolute().path();
  }

  Optional<String> header(HeaderName name) {
    return request.headers().first(name);
  }

  /** The absolute URL of a path of ours, as the caller reaches us. */
  String url(String path) {
    return "http://" + request.headers().first(HeaderNames.HOST).orElse("") + path;
  }

  /** The value of a single parameter of the query; the last one if there are several. */
  Optional<String> parameter(String name) {
    UriQuery query = request.query();
    return query.contains(name)
        ? Optional.of(query.all(name).getLast()).filter(value -> !value.isEmpty())
        : Optional.empty();
  }

  Query query(Set<String> filters) {
    return Query.of(request.query(), filters);
  }

  /** What a list is asked for, by filters that are not checked further. */
  Listing listing(Set<String> filters, Set<String> sortKeys) {
    return query(filters).listing(caller, sortKeys);
  }

  /** The JSON object of the body; an empty one if there is no body. */
  Fields body() {
    byte[] bytes = body.read();
    return new Fields(bytes.length == 0 ? Map.of() : json.object(bytes));
  }

  /** The object under {@code key} in the body of an update. */
  Fields changes(String key) {
    Fields body = body().only(key);
    if (!body.has(key)) {
      throw HttpError.badRequest(
          "Malformed request data, missing '%s' key in request body.".formatted(key));
    }
    return body.required(key);
  }

  /** 202 with the id of the action that the request became, and where to watch it. */
  Answer accepted(String actionId) {
    return Answer.json(202, Map.of("action", actionId))
        .withHeader("Location", url("/v1/actions/" + actionId));
  }
}
