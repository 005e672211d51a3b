package io.senlin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.senlin.spi.Event;
import io.senlin.spi.Level;
import io.senlin.testkit.EventBuilder;
import io.senlin.testkit.Events;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The live stream of events, over a journal in memory. */
@Timeout(60)
class EventStreamIT {
  private static final String PROJECT = "p1";

  private final ListJournal journal = new ListJournal();
  private final Streams streams = new Streams();
  private final HttpClient http = HttpClient.newHttpClient();
  private ApiServer server;

  @BeforeEach
  void start() {
    ApiSettings local = ApiSettings.local(0);
    ApiSettings settings =
        new ApiSettings(
            local.host(), 0, false, 1024, 8, Duration.ofMillis(200), Duration.ofSeconds(20));
    EventStreamResource resource = new EventStreamResource(journal, streams, settings.heartbeat());
    server = ApiServer.start(settings, new Metrics(), streams, resource::register);
  }

  @AfterEach
  void stop() {
    http.shutdownNow();
    server.close();
  }

  private HttpResponse<java.io.InputStream> open(String query, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + "/v1/events/stream" + query))
            .header("X-Project-Id", PROJECT);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return http.send(request.build(), BodyHandlers.ofInputStream());
  }

  private BufferedReader lines(String query, String... headers)
      throws IOException, InterruptedException {
    HttpResponse<java.io.InputStream> response = open(query, headers);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private static List<String> next(BufferedReader lines, String field, int count)
      throws IOException {
    List<String> values = new ArrayList<>();
    while (values.size() < count) {
      String line = lines.readLine();
      if (line == null) {
        throw new IOException("the stream ended after " + values);
      }
      if (line.startsWith(field + ":")) {
        values.add(line.substring(field.length() + 1).strip());
      }
    }
    return values;
  }

  private static EventBuilder event(String action, long sequence) {
    return Events.of(action).sequence(sequence).project(PROJECT);
  }

  private static String json(Event event) {
    return new String(event.json(), StandardCharsets.UTF_8);
  }

  @Test
  void showsEventsAsTheyHappen() throws IOException, InterruptedException {
    journal.add(event("NODE_CREATE", 1).build());
    BufferedReader lines = lines("");
    Event second = event("NODE_CREATE", 2).reason("€ and\nmore").build();
    Event third = event("NODE_DELETE", 3).build();
    journal.add(second);
    journal.add(third);
    assertThat(next(lines, "data", 2)).containsExactly(json(second), json(third));
  }

  @Test
  void goesOnAfterTheLastEventItsClientSaw() throws IOException, InterruptedException {
    for (int i = 1; i <= 5; i++) {
      journal.add(event("NODE_CREATE", i).build());
    }
    assertThat(next(lines("", "Last-Event-ID", "local:3"), "id", 2))
        .containsExactly("local:4", "local:5");
    assertThat(open("", "Last-Event-ID", "junk").statusCode()).isEqualTo(400);
  }

  @Test
  void showsOnlyWhatIsAskedForAndOnlyOfTheProject() throws IOException, InterruptedException {
    journal.add(event("NODE_CREATE", 1).level(Level.ERROR).build());
    journal.add(event("NODE_CREATE", 2).level(Level.WARNING).build());
    journal.add(event("CLUSTER_CREATE", 3).level(Level.WARNING).build());
    journal.add(event("NODE_CREATE", 4).level(Level.WARNING).project("other").build());
    journal.add(event("NODE_CREATE", 5).level(Level.WARNING).build());
    BufferedReader lines = lines("?level=WARN&otype=node", "Last-Event-ID", "local:0");
    assertThat(next(lines, "id", 2)).containsExactly("local:2", "local:5");
    BufferedReader all = lines("?level=WARN&global_project=true", "Last-Event-ID", "local:3");
    assertThat(next(all, "id", 2)).containsExactly("local:4", "local:5");
    assertThat(open("?level=warning").statusCode()).isEqualTo(400);
    assertThat(open("?bogus=1").statusCode()).isEqualTo(400);
  }

  @Test
  void givesASignOfLifeAtOnceAndInSilence() throws IOException, InterruptedException {
    BufferedReader lines = lines("");
    int comments = 0;
    while (comments < 3) {
      comments += lines.readLine().startsWith(":") ? 1 : 0;
    }
  }

  @Test
  void noticesAClientThatIsGone() throws IOException, InterruptedException {
    BufferedReader lines = lines("");
    lines.readLine();
    assertThat(streams.open()).isEqualTo(1);
    lines.close();
    await().atMost(Duration.ofSeconds(30)).until(() -> streams.open() == 0);
  }

  @Test
  void endsStreamsBeforeItStops() throws IOException, InterruptedException {
    BufferedReader lines = lines("");
    lines.readLine();
    long start = System.nanoTime();
    server.close();
    while (lines.readLine() != null) {
      // a heartbeat may still be on its way; then comes the end, not an error
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
  }
}
