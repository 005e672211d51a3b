package io.senlin.server.cli;

import tools.jackson.databind.JsonNode;

/**
 * An action that is over.
 *
 * @param action as the engine shows it
 */
public record Ended(JsonNode action) {
  /** Whether it did what was asked. */
  public boolean succeeded() {
    return status().equals("SUCCEEDED");
  }

  String status() {
    return action.path("status").asString("");
  }

  int exitCode() {
    return succeeded() ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** How it ended, in a sentence. */
  public String sentence() {
    return "Action %s (%s) %s: %s"
        .formatted(
            action.path("id").asString(""),
            action.path("action").asString(""),
            status(),
            action.path("status_reason").asString(""));
  }
}
