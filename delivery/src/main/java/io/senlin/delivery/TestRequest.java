package io.senlin.delivery;

import io.senlin.spi.Action;
import io.senlin.spi.Context;
import io.senlin.spi.Details;
import io.senlin.spi.Event;
import io.senlin.spi.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An event that an administrator sends through a dispatcher, and who waits for the answer. */
record TestRequest(Event event, CompletableFuture<Optional<String>> answer) {
  static TestRequest to(String dispatcher, Instant now) {
    String id = UUID.randomUUID().toString();
    Action action =
        new Action(
            id,
            "cluster_check_" + id.substring(0, 8),
            "CLUSTER_CHECK",
            new UUID(0, 0).toString(),
            Action.REQUESTED,
            "SUCCEEDED",
            "",
            Map.of(),
            Map.of(),
            Map.of(),
            Optional.of(now),
            Optional.of(now),
            Duration.ZERO,
            Optional.of(now),
            Optional.empty(),
            new Context("", "", Optional.empty(), "req-" + id),
            Optional.empty());
    Details details =
        new Details(
            UUID.randomUUID(),
            0,
            now,
            "end",
            "Test of dispatcher '" + dispatcher + "'.",
            Map.of("test", true));
    return new TestRequest(new Event(Level.INFO, action, details), new CompletableFuture<>());
  }

  /** Waits for the answer; the error says so if there is none in time. */
  Optional<String> await(Duration limit) throws InterruptedException {
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException busy) {
      return Optional.of(
          "it did not take the test event within %d ms; it is busy with a batch"
              .formatted(limit.toMillis()));
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("the answer of a test is never an exception", impossible);
    }
  }

  void answer(Optional<String> error) {
    answer.complete(error);
  }
}
