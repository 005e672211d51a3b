package io.senlin.server.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code senlin service …} */
@Command(name = "service", description = "The engines on one database.")
public final class ServiceCommand {

  @Command(description = "Lists the engines.")
  int list(@Mixin Remote remote) {
    return remote.listAll(
        "/v1/services",
        "services",
        List.of("binary", "host", "status", "state", "updated_at", "disabled_reason"));
  }

  @Command(
      description =
          "Takes the engines off the list that have not reported in for longer than their lease.")
  int clean(@Mixin Remote remote) {
    return remote.clean("/v1/services/clean", "cleaned", "Taken off the list: ");
  }
}
