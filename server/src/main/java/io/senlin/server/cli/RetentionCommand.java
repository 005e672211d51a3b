package io.senlin.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code senlin retention …} */
@Command(name = "retention", description = "How engines delete old events and actions.")
public final class RetentionCommand {

  @Command(description = "Shows what the last run did: when, on which engine, how much it deleted.")
  int show(@Mixin Remote remote) {
    return remote.show("/v1/retention", "retention");
  }
}
