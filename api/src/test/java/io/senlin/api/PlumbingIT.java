package io.senlin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.helidon.http.Method;
import io.senlin.api.Wire.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the same for all endpoints, seen by a client on the wire. */
final class PlumbingIT extends TestApi {
  @Test
  void closesAConnectionThatTheClientIsDoneWith() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write(
              "GET /v1/things/1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("}");
    }
  }

  @Test
  void givesEveryRequestAnIdOfItsOwn() throws IOException {
    String first = get("/v1/things/1").headers().get("x-openstack-request-id");
    String second = get("/v1/things/1").headers().get("x-openstack-request-id");
    assertThat(first).matches("req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void decodesThePath() throws IOException {
    assertThat(get("/v1/things/%E2%82%AC%20x").body()).isEqualTo("{\"thing\":\"€ x\"}");
    assertThat(get("/v1/things/1/").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/things/%zz", "/v1/things/%", "/v1/list?name=%zz", "/v1/list?limit=%"})
  void refusesAPathOrQueryThatIsWronglyEscaped(String path) throws IOException {
    Reply reply = get(path);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(json(reply).path("code").asInt()).isEqualTo(400);
  }

  @Test
  void answersInTheVersionAskedFor() throws IOException {
    assertThat(get("/v1/new").status()).isEqualTo(400);
    assertThat(message(get("/v1/new")))
        .isEqualTo("API version '1.0' is not supported on this method.");
    Reply reply = get("/v1/new", "OpenStack-API-Version: compute 2.1, clustering 1.7");
    assertThat(reply.body()).isEqualTo("{\"version\":\"1.7\"}");
    assertThat(reply.headers())
        .containsEntry("openstack-api-version", "clustering 1.7")
        .containsEntry("vary", "OpenStack-API-Version");
  }

  @Test
  void refusesAVersionItDoesNotHave() throws IOException {
    Reply reply = get("/v1/new", "OpenStack-API-Version: clustering 1.15");
    assertThat(reply.status()).isEqualTo(406);
    assertThat(reply.body())
        .contains("Version &#x27;1.15&#x27; is not supported by the API.")
        .contains("Minimum is &#x27;1.0&#x27; and maximum is &#x27;1.14&#x27;.");
    assertThat(get("/v1/new", "OpenStack-API-Version: clustering 2.0").status()).isEqualTo(406);
  }

  @Test
  void answersInJsonWhereThePageWouldBeIfThatIsAskedFor() throws IOException {
    Reply reply = get("/v1/nothing", "Accept: application/json");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(json(reply).path("title").asString()).isEqualTo("Not Found");
  }

  @Test
  void mapsWhatTheEngineRefuses() throws IOException {
    Reply reply = get("/v1/locked");
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.body())
        .isEqualTo(
            "{\"code\":409,\"error\":{\"code\":409,\"message\":\"It is locked.\",\"type\":"
                + "\"ResourceIsLocked\"},\"explanation\":\"There was a conflict when trying to"
                + " complete your request.\",\"title\":\"Conflict\"}");
  }

  @Test
  void saysThatTheDatabaseIsAwayAndToTryAgain() throws IOException {
    Reply reply = get("/v1/busy");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.headers()).containsKey("retry-after");
    assertThat(message(reply)).contains("try again").contains("the disk is full");
  }

  @Test
  void saysNothingOfAnUnexpectedFaultButWhereItIsLogged() throws IOException {
    Reply reply = get("/v1/broken");
    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.body())
        .contains(reply.headers().get("x-openstack-request-id"))
        .doesNotContain(SECRET)
        .doesNotContain("Exception")
        .doesNotContain("\\n\\tat");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: text/plain",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Type: multipart/form-data; boundary=x",
        "Content-Type: application/json; charset=utf-16",
        "Content-Type: application/jsonx",
        "X-Nothing: no type at all"
      })
  void refusesBodiesThatAFormCanSend(String type) throws IOException {
    assertThat(post("{}", type).status()).isEqualTo(415);
  }

  @Test
  void takesJsonInUtf8() throws IOException {
    assertThat(post("{\"a\":\"€\"}", "Content-Type: application/json; charset=UTF-8").body())
        .isEqualTo("{\"echo\":{\"a\":\"€\"}}");
  }

  @Test
  void refusesRequestsFromPagesOfAnotherOrigin() throws IOException {
    String own = "Origin: http://127.0.0.1:" + server.port();
    assertThat(get("/v1/things/1", own).status()).isEqualTo(200);
    assertThat(get("/v1/things/1", "Origin: https://evil.example").status()).isEqualTo(403);
    assertThat(get("/v1/things/1", "Origin: null").status()).isEqualTo(403);
    assertThat(post("{}", JSON, "Origin: http://127.0.0.1:1").status()).isEqualTo(403);
    assertThat(get("/v1/things/1", "Sec-Fetch-Site: cross-site").status()).isEqualTo(403);
    assertThat(get("/v1/things/1", "Sec-Fetch-Site: same-site").status()).isEqualTo(403);
    assertThat(get("/v1/things/1", "Sec-Fetch-Site: same-origin").status()).isEqualTo(200);
    assertThat(request("OPTIONS", "/v1/echo", "", "Origin: https://evil.example").status())
        .isEqualTo(403);
  }

  @Test
  void answersToNamesOfLoopbackOnly() throws IOException {
    assertThat(get("/v1/things/1", "Host: rebound.example:8778").status()).isEqualTo(421);
    assertThat(get("/v1/things/1", "Host: 127.0.0.1.evil.example").status()).isEqualTo(421);
    assertThat(get("/v1/things/1", "Host: localhost:1").status()).isEqualTo(200);
    assertThat(get("/v1/things/1", "Host: [::1]:8778").status()).isEqualTo(200);
    assertThat(Wire.send(server.port(), "GET /v1/things/1 HTTP/1.1\r\n\r\n").status())
        .isEqualTo(400);
  }

  @Test
  void answersGarbageInTheFormOfAllErrors() throws IOException {
    assertThat(Wire.send(server.port(), "GET /v1/things/1 HTTP/1.0\r\n\r\n").body())
        .contains("speaks HTTP/1.1 only");
    assertThat(Wire.send(server.port(), "GARBAGE\r\n\r\n").status()).isEqualTo(400);
    String header = "X-Long: " + "x".repeat(100_000);
    assertThat(get("/v1/things/1", header).status()).isEqualTo(400);
    String path = "/v1/things/" + "x".repeat(100_000);
    assertThat(get(path).status()).isEqualTo(400);
  }

  @Test
  void knowsWhoAsks() throws IOException {
    assertThat(get("/who").body()).isEqualTo("{\"who\":\"admin of admin (admin)\"}");
    assertThat(get("/who", "X-User-Id: u1", "X-Project-Id: p1", "X-Roles: member").body())
        .isEqualTo("{\"who\":\"u1 of p1\"}");
    assertThat(get("/who", "X-User-Id: " + "u".repeat(65)).status()).isEqualTo(400);
  }

  @Test
  void letsOnlyAdministratorsSeeOtherProjects() throws IOException {
    assertThat(get("/v1/list?global_project=True").status()).isEqualTo(200);
    Reply refused = get("/v1/list?global_project=True", "X-Roles: member");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(message(refused)).isEqualTo("You are not authorized to complete this operation.");
  }

  @Test
  void tellsVersionsWhereNoPathOfOursIs() throws IOException {
    assertThat(get("/").status()).isEqualTo(300);
    assertThat(get("/v2/clusters").status()).isEqualTo(300);
    assertThat(get("/v2/clusters", "Accept: text/plain").status()).isEqualTo(404);
  }

  @Test
  void refusesToBeOpenToOtherHostsUnlessThatIsMeant() {
    ApiSettings local = ApiSettings.local(0);
    assertThatThrownBy(
            () -> new ApiSettings("0.0.0.0", 0, false, 1, 1, local.heartbeat(), local.stopLimit()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--insecure");
    assertThat(
            new ApiSettings("0.0.0.0", 0, true, 1, 1, local.heartbeat(), local.stopLimit())
                .insecure())
        .isTrue();
  }

  @Test
  void saysThatThePortIsTaken() {
    ApiSettings taken = ApiSettings.local(server.port());
    assertThatThrownBy(() -> ApiServer.start(taken, new Metrics(), new Streams(), routes -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot listen on 127.0.0.1:" + server.port());
  }

  @Test
  void countsWhatItServed() throws IOException {
    Metrics metrics = new Metrics();
    try (ApiServer counted =
        ApiServer.start(
            ApiSettings.local(0),
            metrics,
            new Streams(),
            routes ->
                routes.plain(
                    Method.GET,
                    "/metrics",
                    call ->
                        new Answer(
                            200,
                            Map.of(),
                            new Answer.Content.Text(Metrics.TYPE, metrics.text()))))) {
      Wire.send(counted.port(), "GET /v1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
      String count = "senlin_http_requests_total{method=\"GET\",route=\"/v1\",status=\"200\"} 1.0";
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          Wire.send(
                                  counted.port(),
                                  "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n")
                              .body())
                      .contains(count));
    }
  }
}
