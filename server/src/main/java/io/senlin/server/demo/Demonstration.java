package io.senlin.server.demo;

import io.senlin.server.cli.ApiClient;
import io.senlin.server.demo.Proof.Witness;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The demonstration: what it needs on disk, the story it plays on a running engine, and the proof
 * at its end. Closing it leaves nothing behind.
 */
public final class Demonstration implements AutoCloseable {
  private static final Duration DELIVERY_LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int ERROR = 40;

  private final Stage stage;

  private Demonstration(Stage stage) {
    this.stage = stage;
  }

  /** Makes a temporary directory with a senlin.conf. */
  public static Demonstration prepare() throws IOException {
    return new Demonstration(Stage.set());
  }

  /** The senlin.conf that the engine is to be started with. */
  public Path configuration() {
    return stage.configuration();
  }

  /**
   * Plays the story on an engine, shows its events as they happen, and says at last what is proven.
   *
   * @param screen receives the lines to show, from several threads
   * @return whether it is proven
   */
  public boolean play(URI url, Consumer<String> screen) throws IOException, InterruptedException {
    try (ApiClient client = new ApiClient(url)) {
      Proof proof;
      try (Audience audience = Audience.seat(url, screen)) {
        new Story(client, stage, step -> screen.accept("» " + step)).play();
        proof = proveWithin(DELIVERY_LIMIT, client);
        awaitShown(audience, proof.events());
      }
      screen.accept(proof.sentence());
      return proof.holds();
    }
  }

  /** The dispatchers need a moment for the last events: looks until all is well or time is up. */
  private Proof proveWithin(Duration limit, ApiClient client)
      throws IOException, InterruptedException {
    Instant end = Instant.now().plus(limit);
    while (true) {
      Proof proof = Proof.of(actions(client), file(), table(client), newcomer());
      if (proof.holds() || Instant.now().isAfter(end)) {
        return proof;
      }
      Thread.sleep(PAUSE);
    }
  }

  private static void awaitShown(Audience audience, int events) throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(5));
    while (audience.seen() < events && Instant.now().isBefore(end)) {
      Thread.sleep(PAUSE);
    }
  }

  private List<String> newcomer() throws IOException {
    return Files.exists(stage.newcomersFile())
        ? Files.readAllLines(stage.newcomersFile())
        : List.of();
  }

  private static Set<String> actions(ApiClient client) {
    return new HashSet<>(ids(client, "actions"));
  }

  private static List<String> table(ApiClient client) {
    return ids(client, "events");
  }

  private static List<String> ids(ApiClient client, String kind) {
    List<String> all = new ArrayList<>();
    Map<String, String> query = new LinkedHashMap<>();
    while (true) {
      List<String> page =
          client.get("/v1/" + kind, query).path(kind).values().stream()
              .map(each -> each.path("id").asString(""))
              .toList();
      if (page.isEmpty()) {
        return all;
      }
      all.addAll(page);
      query.put("marker", page.getLast());
    }
  }

  private List<Witness> file() throws IOException {
    if (!Files.exists(stage.eventsFile())) {
      return List.of();
    }
    List<Witness> events = new ArrayList<>();
    for (String line : Files.readAllLines(stage.eventsFile())) {
      JsonNode event = JsonMapper.shared().readTree(line);
      events.add(
          new Witness(
              event.path("id").asString(""),
              event.path("action").path("id").asString(""),
              event.path("phase").asString(""),
              event.path("level").asInt(0) >= ERROR));
    }
    return events;
  }

  @Override
  public void close() throws IOException {
    stage.close();
  }
}
