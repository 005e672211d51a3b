package io.senlin.server.cli;

import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Waits for actions to end, over HTTP. */
public final class Following {
  private static final Set<String> OVER = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private Following() {}

  /**
   * Asks, at first often and then twice a second, until the action is over.
   *
   * @throws Failure if the engine stops answering
   */
  public static Ended toTheEnd(ApiClient client, String action) {
    Duration pause = FIRST_PAUSE;
    while (true) {
      JsonNode now = client.get("/v1/actions/" + ApiClient.encode(action)).path("action");
      if (OVER.contains(now.path("status").asString(""))) {
        return new Ended(now);
      }
      sleep(pause);
      pause = pause.multipliedBy(2);
      if (pause.compareTo(LONGEST_PAUSE) > 0) {
        pause = LONGEST_PAUSE;
      }
    }
  }

  static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new Failure(ExitCode.FAILED, "interrupted while waiting", stop);
    }
  }
}
