package io.senlin.api;

import static org.awaitility.Awaitility.await;

import io.senlin.delivery.Delivery;
import io.senlin.delivery.DispatcherConfiguration;
import io.senlin.delivery.DispatcherSource;
import io.senlin.dispatchers.database.DatabaseDispatcher;
import io.senlin.dispatchers.database.EventTable;
import io.senlin.engine.Engine;
import io.senlin.engine.EngineSettings;
import io.senlin.engine.simulated.SimulatedNodes;
import io.senlin.journal.Register;
import io.senlin.journal.StoredJournal;
import io.senlin.store.Store;
import io.senlin.store.StoreSettings;
import io.senlin.store.retention.RetentionRuns;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An engine with everything behind it and the API before it, and a client of that. */
final class Live implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(60);

  private final Store store;
  final StoredJournal journal;
  private final Engine engine;
  final Delivery delivery;
  final ApiServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  /** An answer. */
  record Reply(int status, HttpResponse<String> response, JsonNode json) {
    String message() {
      return json.path("error").path("message").asString();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Live(Path directory) throws io.senlin.delivery.Refused {
    store = Store.open(StoreSettings.sqlite(directory.resolve("senlin.db")));
    Clock clock = Clock.systemUTC();
    journal = StoredJournal.open(store, clock, "test");
    engine =
        Engine.start(store, journal, EngineSettings.usual(), List.of(new SimulatedNodes()), clock);
    delivery = Delivery.of(journal, Register.inMemory(), clock);
    delivery.apply(
        List.of(DispatcherSource.builtIn("database", () -> new DatabaseDispatcher(store))),
        DispatcherConfiguration.of("database")
            .with("database", "exclude_derived_actions", "false"));
    server =
        ApiServer.start(
            ApiSettings.local(0),
            engine,
            new EventTable(store),
            journal,
            delivery,
            new RetentionRuns(store, clock, "test"));
  }

  @Override
  public void close() {
    http.shutdownNow();
    server.close();
    engine.close();
    delivery.close();
    store.close();
  }

  Reply get(String path, String... headers) throws IOException, InterruptedException {
    return send("GET", path, null, headers);
  }

  Reply post(String path, String body, String... headers) throws IOException, InterruptedException {
    return send("POST", path, body, headers);
  }

  Reply send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .timeout(LIMIT);
    if (headers.length == 0) {
      request.header("OpenStack-API-Version", "clustering latest");
    } else {
      request.headers(headers);
    }
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, BodyPublishers.ofString(body));
    }
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
    return new Reply(
        response.statusCode(),
        response,
        JsonMapper.shared().readTree(json ? response.body() : "{}"));
  }

  /** A profile of simulated nodes; returns its id. */
  String profile(String name, String properties) throws IOException, InterruptedException {
    Reply reply =
        post(
            "/v1/profiles",
            """
            {"profile": {"name": "%s", "spec":
                {"type": "simulated.node", "version": "1.0", "properties": %s}}}
            """
                .formatted(name, properties));
    return reply.json().path("profile").path("id").asString();
  }

  /** The action that a request became, once it has ended; its status. */
  String ended(Reply accepted) {
    String location = accepted.header("Location");
    String path = "/v1" + location.substring(location.indexOf("/actions/"));
    return await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> get(path).json().path("action").path("status").asString(),
            List.of("SUCCEEDED", "FAILED", "CANCELLED")::contains);
  }
}
