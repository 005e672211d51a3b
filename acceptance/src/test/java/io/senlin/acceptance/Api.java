package io.senlin.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/** A client of the HTTP API. Thread-safe. */
final class Api implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final String url;

  Api(int port) {
    url = "http://127.0.0.1:" + port;
  }

  Reply get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  Reply post(String path, String body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  Reply patch(String path, String body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  Reply delete(String path) throws IOException, InterruptedException {
    return send(request(path).DELETE().build());
  }

  /** Makes a profile of nodes that exist in the engine only, and returns its id. */
  String simulatedProfile(String name) throws IOException, InterruptedException {
    return simulatedProfile(name, 0);
  }

  /** The same; each step of a node takes {@code seconds}. */
  String simulatedProfile(String name, double seconds) throws IOException, InterruptedException {
    return profile(simulatedProfileBody(name, "\"delay\": " + seconds));
  }

  /**
   * The same, of nodes that fail.
   *
   * @param failing the calls that do, in quotes, with commas between them
   */
  String simulatedProfile(String name, String failing) throws IOException, InterruptedException {
    return profile(simulatedProfileBody(name, "\"fail\": [" + failing + "]"));
  }

  private String profile(String body) throws IOException, InterruptedException {
    return created(post("/v1/profiles", body)).get("profile").get("id").asString();
  }

  /** The body that makes a profile of nodes that take no time and never fail. */
  static String simulatedProfileBody(String name) {
    return simulatedProfileBody(name, "");
  }

  private static String simulatedProfileBody(String name, String properties) {
    return """
    {"profile": {"name": "%s", "metadata": {}, "spec":
      {"type": "simulated.node", "version": "1.0", "properties": {%s}}}}\
    """
        .formatted(name, properties);
  }

  /** Asks for a cluster and returns its id. */
  String cluster(String name, String profile, int nodes) throws IOException, InterruptedException {
    Reply reply =
        post(
            "/v1/clusters",
            """
            {"cluster": {"name": "%s", "profile_id": "%s", "desired_capacity": %d,
              "min_size": 0, "max_size": -1}}\
            """
                .formatted(name, profile, nodes));
    return created(reply).get("cluster").get("id").asString();
  }

  /** Asks for a node, which makes two events. */
  void node(String name, String profile) throws IOException, InterruptedException {
    Reply reply =
        post(
            "/v1/nodes",
            "{\"node\": {\"name\": \"%s\", \"profile_id\": \"%s\"}}".formatted(name, profile));
    created(reply);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /** What was asked for, unless the API refused. */
  static JsonNode created(Reply reply) {
    if (reply.status() / 100 != 2) {
      throw new AssertionError("the API refused: " + reply);
    }
    return reply.body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(60))
        .header("Accept", "application/json")
        .header("OpenStack-API-Version", "clustering 1.14");
  }

  private Reply send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    JsonNode body =
        response.body().length == 0 ? NullNode.getInstance() : JSON.readTree(response.body());
    return new Reply(response.statusCode(), body);
  }
}
