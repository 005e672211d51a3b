package io.senlin.server.cli;

import picocli.CommandLine.Option;

/** The option of all commands that start an action. */
final class Waiting {
  @Option(
      names = "--wait",
      description = "Wait for the action to end; exit with 0 if it succeeded, else with 1.")
  private boolean asked;

  boolean asked() {
    return asked;
  }
}
