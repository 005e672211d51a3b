package io.senlin.api;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import io.senlin.engine.Refused;
import io.senlin.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between HTTP and the endpoints, the same for each: lets the request in, finds out who asks and in
 * which version, calls the endpoint, and writes its answer or its error. Thread-safe.
 */
final class Boundary {
  private static final HeaderName REQUEST_ID = HeaderNames.create("X-Openstack-Request-Id");
  private static final Set<Method> WITH_BODY = Set.of(Method.POST, Method.PATCH, Method.PUT);
  private static final String RETRY_SECONDS = "5";
  private static final Logger LOG = LoggerFactory.getLogger(Boundary.class);

  private final Gatekeeper gatekeeper;
  private final int maxBodyBytes;
  private final Json json;
  private final Metrics metrics;

  Boundary(Gatekeeper gatekeeper, int maxBodyBytes, Json json, Metrics metrics) {
    this.gatekeeper = gatekeeper;
    this.maxBodyBytes = maxBodyBytes;
    this.json = json;
    this.metrics = metrics;
  }

  /** Serves an endpoint. */
  Handler handler(Route route, Endpoint endpoint) {
    return (request, response) -> {
      long start = System.nanoTime();
      try {
        serve(route, endpoint, request, response);
      } finally {
        metrics.served(route, response.status().code(), System.nanoTime() - start);
      }
      if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
        throw new CloseConnectionException("the client asked for it"); // Helidon would keep it
      }
    };
  }

  private void serve(
      Route route, Endpoint endpoint, ServerRequest request, ServerResponse response) {
    String requestId = "req-" + UUID.randomUUID();
    response.header(REQUEST_ID, requestId);
    response.header(HeaderValues.X_CONTENT_TYPE_OPTIONS_NOSNIFF);
    Body body = new Body(request.content(), maxBodyBytes);
    Answer answer;
    try {
      answer = answer(route, endpoint, request, body, response, requestId);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(Errors.of(e, requestId), request, body, response);
      return;
    } catch (Exception e) { // the one place where whatever an endpoint throws becomes an answer
      fail(Errors.of(e, requestId), request, body, response);
      return;
    }
    try {
      send(answer, response);
    } catch (StoreException broken) {
      LOG.warn("the answer to {} breaks off: {}", requestId, broken.getMessage());
      throw new CloseConnectionException("the rest of the answer cannot be read", broken);
    }
  }

  private Answer answer(
      Route route,
      Endpoint endpoint,
      ServerRequest request,
      Body body,
      ServerResponse response,
      String requestId)
      throws Refused, InterruptedException {
    gatekeeper.admit(request.headers());
    if (route.kind() != Route.Kind.ABSENT && WITH_BODY.contains(request.prologue().method())) {
      Gatekeeper.requireJson(request.headers());
    }
    Microversion version = Microversion.FIRST;
    if (route.kind() == Route.Kind.VERSIONED) {
      version = Microversion.requested(request.headers().first(Microversion.HEADER));
      if (version.compareTo(route.since()) < 0) {
        throw HttpError.of(
            Fault.BAD_REQUEST,
            "MethodVersionNotFound",
            "API version '%s' is not supported on this method.".formatted(version));
      }
    }
    Caller caller = Caller.unproven(request.headers(), requestId);
    Answer answer = endpoint.answer(new Call(request, caller, version, body, json));
    if (route.kind() == Route.Kind.VERSIONED) {
      response.header(Microversion.HEADER, version.header());
      response.header(HeaderNames.VARY, Microversion.HEADER.defaultCase());
    }
    return answer;
  }

  private void send(Answer answer, ServerResponse response) {
    response.status(answer.status());
    answer.headers().forEach(response::header);
    switch (answer.content()) {
      case Answer.Content.Json(Object value) -> {
        response.header(HeaderValues.CONTENT_TYPE_JSON);
        response.send(json.write(value));
      }
      case Answer.Content.Pages(String name, List<?> first, Iterator<? extends List<?>> rest) -> {
        response.header(HeaderValues.CONTENT_TYPE_JSON);
        json.write(response.outputStream(), name, first, rest);
      }
      case Answer.Content.Text(String type, String text) -> {
        response.header(HeaderNames.CONTENT_TYPE, type);
        response.send(text.getBytes(StandardCharsets.UTF_8));
      }
      case Answer.Content.Events(Answer.EventSource source) -> stream(source, response);
      case Answer.Content.None() -> response.send();
    }
  }

  private static void stream(Answer.EventSource source, ServerResponse response) {
    response.header(HeaderValues.CACHE_NO_CACHE);
    try (SseSink sink = response.sink(SseSink.TYPE)) {
      source.writeTo(sink);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server stops: the stream ends here
    }
  }

  private void fail(HttpError error, ServerRequest request, Body body, ServerResponse response) {
    if (!body.discard()) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    response.status(error.fault().code());
    if (error.fault() == Fault.UNAVAILABLE) {
      response.header(HeaderNames.RETRY_AFTER, RETRY_SECONDS);
    }
    Optional<String> accept = request.headers().first(HeaderNames.ACCEPT);
    if (error.page() && !prefersJson(accept.orElse(""))) {
      response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=UTF-8");
      response.send(Errors.page(error).getBytes(StandardCharsets.UTF_8));
    } else {
      response.header(HeaderValues.CONTENT_TYPE_JSON);
      response.send(json.write(Errors.body(error)));
    }
  }

  private static boolean prefersJson(String accept) {
    String types = accept.toLowerCase(Locale.ROOT);
    return types.contains("application/json") && !types.contains("text/html");
  }
}
