package io.senlin.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Asks an engine over HTTP. Every method waits for the answer; what is not an answer of success is
 * a {@link Failure} with the engine's own words. Thread-safe.
 */
public final class ApiClient implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

  private static final Set<String> SCHEMES = Set.of("http", "https");

  private final URI url;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();

  /**
   * @param url where the engine listens: {@code http://127.0.0.1:8778}
   * @throws Failure if it is no such URL
   */
  public ApiClient(URI url) {
    if (!SCHEMES.contains(String.valueOf(url.getScheme()))
        || url.getHost() == null
        || !String.valueOf(url.getPath()).matches("/?")) {
      throw new Failure(
          ExitCode.USAGE,
          "'%s' is not where an engine listens; write it like http://127.0.0.1:8778"
              .formatted(url));
    }
    this.url = url;
  }

  /** The answer to GET. */
  public JsonNode get(String path, Map<String, String> query) {
    return send("GET", path + text(query), Optional.empty()).body();
  }

  /** The answer to GET without a query. */
  public JsonNode get(String path) {
    return get(path, Map.of());
  }

  /** Sends a request that changes something; only one to delete may go without a body. */
  public Reply send(String method, String path, Map<String, ?> body) {
    boolean bare = method.equals("DELETE") && body.isEmpty();
    return send(method, path, bare ? Optional.empty() : Optional.of(body));
  }

  private Reply send(String method, String path, Optional<Map<String, ?>> body) {
    HttpRequest.Builder request = request(path).timeout(ANSWER_LIMIT);
    if (body.isPresent()) {
      request.header("Content-Type", "application/json");
      request.method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body.get())));
    } else {
      request.method(method, BodyPublishers.noBody());
    }
    HttpResponse<byte[]> answer = exchange(request.build(), BodyHandlers.ofByteArray());
    if (answer.statusCode() >= 300) {
      throw refusal(answer.statusCode(), answer.body());
    }
    JsonNode read = json(answer.body());
    return new Reply(read, action(answer, read));
  }

  /**
   * The bytes of an endless answer, as they come.
   *
   * @param lastEventId continue after this one
   */
  InputStream stream(String path, Map<String, String> query, Optional<String> lastEventId) {
    HttpRequest.Builder request = request(path + text(query)).header("Accept", "text/event-stream");
    lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
    HttpResponse<InputStream> answer = exchange(request.build(), BodyHandlers.ofInputStream());
    if (answer.statusCode() == 200) {
      return answer.body();
    }
    try (InputStream error = answer.body()) {
      throw refusal(answer.statusCode(), error.readAllBytes());
    } catch (IOException lost) {
      throw unreachable(lost);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path))
        .header("OpenStack-API-Version", "clustering 1.14");
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException lost) {
      throw unreachable(lost);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new Failure(ExitCode.FAILED, "interrupted while waiting for an answer", stop);
    }
  }

  private Failure unreachable(IOException lost) {
    String why = Optional.ofNullable(lost.getMessage()).map(text -> " (" + text + ")").orElse("");
    return new Failure(
        ExitCode.UNREACHABLE,
        "no engine answers at %s%s; start one with 'senlin engine', or give its address by --url"
            .formatted(url, why),
        lost);
  }

  private static Failure refusal(int status, byte[] body) {
    String message = message(body);
    String sentence = message.isEmpty() ? "the engine answered with status " + status : message;
    int code =
        switch (status) {
          case 404 -> ExitCode.NOT_FOUND;
          case 503 -> ExitCode.UNREACHABLE;
          default -> ExitCode.FAILED;
        };
    return new Failure(code, sentence);
  }

  private static String message(byte[] body) {
    try {
      return JSON.readTree(body).path("error").path("message").asString("");
    } catch (JacksonException notJson) {
      return ""; // something in between answered, not an engine
    }
  }

  private static JsonNode json(byte[] body) {
    if (body.length == 0) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(body);
    } catch (JacksonException notJson) {
      throw new Failure(
          ExitCode.FAILED, "the answer is not JSON; is that the address of an engine?", notJson);
    }
  }

  private static Optional<String> action(HttpResponse<?> answer, JsonNode body) {
    Optional<String> named = body.path("action").asStringOpt();
    if (named.isPresent()) {
      return named;
    }
    String mark = "/actions/";
    return answer
        .headers()
        .firstValue("Location")
        .filter(location -> location.contains(mark))
        .map(location -> location.substring(location.lastIndexOf(mark) + mark.length()));
  }

  private static String text(Map<String, String> query) {
    return query.isEmpty()
        ? ""
        : query.entrySet().stream()
            .map(field -> field.getKey() + "=" + escaped(field.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  /**
   * A name or an id as a part of a path, escaped.
   *
   * @throws Failure if it is empty, as the path would be that of all
   */
  static String encode(String name) {
    if (name.isEmpty()) {
      throw new Failure(ExitCode.USAGE, "a name or an id is empty");
    }
    return escaped(name);
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
