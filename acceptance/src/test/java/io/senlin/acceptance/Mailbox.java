package io.senlin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.testkit.brokers.Queues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everything a consumer has taken out of the queues. A notification may come again, and is then
 * equal to the byte.
 */
final class Mailbox {
  private static final Pattern MESSAGE_ID = Pattern.compile("\\{\"message_id\": \"([^\"]+)\"");

  private final int port;
  private final Map<String, List<String>> received = new HashMap<>();
  private final Map<String, Integer> bodies = new HashMap<>();
  private int copies;

  Mailbox(int port) {
    this.port = port;
  }

  /** Takes what the queues hold; all of it, unless the broker breaks off. */
  void empty(String... names) throws IOException, TimeoutException {
    try (Queues queues = new Queues(port)) {
      for (String queue : names) {
        if (queues.exists(queue)) {
          queues.take(queue, message -> remember(queue, message.getBody()));
        }
      }
    }
  }

  private void remember(String queue, byte[] bytes) {
    String body = new String(bytes, StandardCharsets.US_ASCII);
    Matcher id = MESSAGE_ID.matcher(body);
    assertThat(id.lookingAt()).as("begins with a message_id: %s", body).isTrue();
    received.computeIfAbsent(queue, it -> new ArrayList<>()).add(id.group(1));
    Integer before = bodies.putIfAbsent(id.group(1), body.hashCode());
    if (before != null) {
      copies++;
      assertThat(body.hashCode()).as("a copy of %s is equal to it", body).isEqualTo(before);
    }
  }

  /** How many different notifications there are. */
  int size() {
    return bodies.size();
  }

  /** How many came again. */
  int copies() {
    return copies;
  }

  /** The ids of a queue's notifications, each where it came first. */
  List<String> firstCopies(String queue) {
    return List.copyOf(new LinkedHashSet<>(received.getOrDefault(queue, List.of())));
  }
}
