package io.senlin.api;

import io.helidon.http.Method;
import io.senlin.api.Wire.Reply;
import io.senlin.engine.Refused;
import io.senlin.store.StoreUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An API with a few endpoints of its own, and a client that sees it on the wire. */
abstract class TestApi {
  static final String JSON = "Content-Type: application/json";
  static final String SECRET = "a detail that is nobody's business";
  static ApiServer server;

  @BeforeAll
  static void start() {
    server =
        ApiServer.start(ApiSettings.local(0), new Metrics(), new Streams(), TestApi::endpoints);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void endpoints(Routes routes) {
    routes
        .get("/v1/things/{id}", call -> Answer.ok("thing", call.path("id")))
        .get("/v1/new", 5, call -> Answer.ok("version", call.version().toString()))
        .get("/v1/broken", call -> throwUnexpected())
        .get("/v1/busy", call -> throwUnavailable())
        .get(
            "/v1/locked",
            call -> {
              throw new Refused.Conflict("ResourceIsLocked", "It is locked.");
            })
        .get(
            "/v1/list",
            call ->
                Answer.ok(
                    "q",
                    call.listing(java.util.Set.of("name"), java.util.Set.of("name")).toString()))
        .post("/v1/echo", call -> Answer.ok("echo", call.body().values()))
        .plain(
            Method.GET,
            "/who",
            call ->
                Answer.ok(
                    "who",
                    call.context().user()
                        + " of "
                        + call.context().project()
                        + (call.caller().admin() ? " (admin)" : "")));
  }

  private static Answer throwUnexpected() {
    throw new IllegalStateException(SECRET);
  }

  private static Answer throwUnavailable() {
    throw new StoreUnavailable("the disk is full", new IOException());
  }

  static Reply get(String path, String... headers) throws IOException {
    return request("GET", path, "", headers);
  }

  static Reply post(String body, String... headers) throws IOException {
    return request("POST", "/v1/echo", body, headers);
  }

  static Reply request(String method, String path, String body, String... headers)
      throws IOException {
    StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    boolean host = false;
    for (String header : headers) {
      text.append(header).append("\r\n");
      host |= header.startsWith("Host:");
    }
    if (!host) {
      text.append("Host: 127.0.0.1:").append(server.port()).append("\r\n");
    }
    if (!body.isEmpty()) {
      text.append("Content-Length: ").append(body.getBytes(StandardCharsets.UTF_8).length);
      text.append("\r\n");
    }
    return Wire.send(server.port(), text + "\r\n" + body);
  }

  static JsonNode json(Reply reply) {
    return JsonMapper.shared().readTree(reply.body());
  }

  static String message(Reply reply) {
    return json(reply).path("error").path("message").asString();
  }
}
