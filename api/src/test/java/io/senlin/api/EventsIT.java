package io.senlin.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.dispatchers.database.DatabaseDispatcher;
import io.senlin.dispatchers.database.EventTable;
import io.senlin.spi.Event;
import io.senlin.spi.Level;
import io.senlin.store.Store;
import io.senlin.store.StoreSettings;
import io.senlin.testkit.Events;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the recorded exchanges about events do not have: long lists, all levels, clusters. */
class EventsIT {
  private static final int COUNT = 2500;
  private static final String PROJECT = "p1";
  private static final String LIVING = "0d7f0485-57c7-4ac7-b00c-fcf9e2396203";

  @TempDir static Path directory;
  private static final List<Level> LEVELS = List.of(Level.values());
  private static final List<String> IDS = new ArrayList<>();
  private static Store store;
  private static ApiServer server;

  @BeforeAll
  static void start() {
    store = Store.open(StoreSettings.sqlite(directory.resolve("senlin.db")));
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      Event event =
          Events.of("CLUSTER_CHECK")
              .project(PROJECT)
              .timestamp(Events.EPOCH.plus(Duration.ofMillis(i)))
              .level(LEVELS.get(i % LEVELS.size()))
              .target(i == 0 ? LIVING : "c0202d4a-5d9f-4392-a376-3713eef33d72")
              .build();
      events.add(event);
      IDS.add(event.details().id().toString());
    }
    new DatabaseDispatcher(store).dumpAll(events);
    ApiSettings settings = ApiSettings.local(0);
    EventsResource.ClusterLookup living =
        (context, id) -> id.equals(LIVING) ? Optional.of(Map.of("id", id)) : Optional.empty();
    EventsResource resource = new EventsResource(new EventTable(store), living, settings.json());
    server = ApiServer.start(settings, new Metrics(), new Streams(), resource::register);
  }

  @AfterAll
  static void stop() {
    server.close();
    store.close();
  }

  private static JsonNode events(String query) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + server.port() + "/v1/events" + query);
      HttpRequest request = HttpRequest.newBuilder(uri).header("X-Project-Id", PROJECT).build();
      String body = http.send(request, BodyHandlers.ofString()).body();
      return JsonMapper.shared().readTree(body).path("events");
    }
  }

  private static List<String> texts(JsonNode events, String field) {
    List<String> texts = new ArrayList<>();
    events.forEach(event -> texts.add(event.path(field).asString()));
    return texts;
  }

  @Test
  void listsAnyNumberOfEventsInOrder() throws IOException, InterruptedException {
    assertThat(texts(events(""), "id")).isEqualTo(IDS);
    assertThat(texts(events("?limit=1500"), "id")).isEqualTo(IDS.subList(0, 1500));
    assertThat(texts(events("?limit=1000&marker=" + IDS.get(999)), "id"))
        .isEqualTo(IDS.subList(1000, 2000));
  }

  @Test
  void filtersByEveryLevel() throws IOException, InterruptedException {
    for (String level : List.of("CRITICAL", "ERROR", "WARN", "INFO", "DEBUG")) {
      assertThat(texts(events("?level=" + level), "level"))
          .hasSize(COUNT / 5)
          .allMatch(level::equals);
    }
    assertThat(events("?level=ERROR&level=WARN")).hasSize(2 * COUNT / 5);
  }

  @Test
  void showsTheClusterWhileItLives() throws IOException, InterruptedException {
    JsonNode events = events("?limit=2");
    assertThat(events.path(0).path("cluster").path("id").asString()).isEqualTo(LIVING);
    assertThat(events.path(1).path("cluster").isNull()).isTrue();
    assertThat(events.path(0).path("timestamp").asString())
        .isEqualTo("2026-11-22T17:20:15.000079+00:00");
  }
}
