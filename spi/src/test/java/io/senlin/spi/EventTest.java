package io.senlin.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventTest {
  private static final UUID ID = UUID.fromString("020e7603-7144-46b0-b597-654711ff85b0");
  private static final Instant TIME = Instant.parse("2026-11-22T17:20:15.000079Z");

  @Test
  void changesNothingButItsPlace() {
    Event draft = event("all good", 0, Instant.EPOCH);
    Event placed = event("all good", 12345678901L, TIME);
    assertThat(draft.at(12345678901L, TIME)).isEqualTo(placed).hasSameHashCodeAs(placed);
  }

  @Test
  void hasTheSameJsonWhetherOrNotItWasEncodedBefore() {
    Event draft = event("λ \"€\"\n", 0, Instant.EPOCH);
    byte[] expected = event("λ \"€\"\n", 7, TIME).json();
    assertThat(draft.at(7, TIME).json()).isEqualTo(expected);
    assertThat(draft.json()).isNotEqualTo(expected);
    assertThat(draft.at(7, TIME).json()).isEqualTo(expected);
    assertThat(new String(expected, StandardCharsets.UTF_8))
        .startsWith(
            "{\"id\":\"020e7603-7144-46b0-b597-654711ff85b0\",\"sequence\":7,"
                + "\"timestamp\":\"2026-11-22T17:20:15.000079Z\",\"level\":20,");
  }

  @Test
  void staysAsItIsWhateverHappensToItsJson() {
    Event event = event("all good", 7, TIME);
    byte[] expected = event.json().clone();
    Arrays.fill(event.json(), (byte) 'x');
    assertThat(event.json()).isEqualTo(expected);
    assertThat(event.at(7, TIME).json()).isEqualTo(expected);
  }

  @Test
  void differsInEachOfItsParts() {
    Event event = event("all good", 7, TIME);
    assertThat(event).isEqualTo(event("all good", 7, TIME));
    assertThat(event).isNotEqualTo(event("all bad", 7, TIME));
    assertThat(event).isNotEqualTo(event.at(8, TIME));
    assertThat(event).isNotEqualTo(new Event(Level.ERROR, event.action(), event.details()));
    assertThat(event.toString()).contains("NODE_CREATE", "all good", "INFO");
  }

  private static Event event(String reason, long sequence, Instant timestamp) {
    Action action =
        new Action(
            "a1",
            "node_create_8ad08b0b",
            "NODE_CREATE",
            "n1",
            Action.REQUESTED,
            "RUNNING",
            "",
            Map.of(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofHours(1),
            Optional.empty(),
            Optional.empty(),
            new Context("u", "p", Optional.empty(), "req-1"),
            Optional.empty());
    return new Event(
        Level.INFO, action, new Details(ID, sequence, timestamp, "end", reason, Map.of()));
  }
}
