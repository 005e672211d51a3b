package io.senlin.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the engine's live stream of events (server-sent events). When the connection is lost it
 * connects again and goes on after the last event it saw. For one thread.
 */
public final class EventStream {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ApiClient client;
  private final Map<String, String> query;
  private Optional<String> lastId = Optional.empty();
  private boolean connected;

  /**
   * @param query which events, in the API's terms
   */
  public EventStream(ApiClient client, Map<String, String> query) {
    this.client = client;
    this.query = Map.copyOf(query);
  }

  /**
   * Hands every event to {@code reader} until that says it has enough.
   *
   * @param onOpen is told each time the stream is open: what happens from then on will be read
   * @param reader is called with the JSON form of each event, and returns whether it wants more
   * @param onLoss is told each time the connection is lost
   * @throws Failure if the first connection fails, or the engine refuses
   */
  public void read(Runnable onOpen, Predicate<JsonNode> reader, Runnable onLoss) {
    while (true) {
      try (InputStream bytes = client.stream("/v1/events/stream", query, lastId)) {
        connected = true;
        onOpen.run();
        if (!readLines(bytes, reader)) {
          return;
        }
      } catch (IOException lost) {
        onLoss.run();
      } catch (Failure failure) {
        if (!connected || failure.exitCode() != ExitCode.UNREACHABLE) {
          throw failure;
        }
      }
      Following.sleep(PAUSE);
    }
  }

  private boolean readLines(InputStream bytes, Predicate<JsonNode> reader) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    StringBuilder data = new StringBuilder();
    Optional<String> id = Optional.empty();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data:")) {
        data.append(line, "data:".length(), line.length());
      } else if (line.startsWith("id:")) {
        id = Optional.of(line.substring("id:".length()).strip());
      } else if (line.isEmpty() && !data.isEmpty()) {
        JsonNode event = JsonMapper.shared().readTree(data.toString());
        data.setLength(0);
        lastId = id.or(() -> lastId);
        if (!reader.test(event)) {
          return false;
        }
      }
    }
    throw new IOException("the stream ended");
  }
}
