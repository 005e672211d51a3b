package io.senlin.server.cli;

import static io.senlin.server.cli.ApiClient.encode;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code senlin profile type …} */
@Command(name = "type", description = "The types of profiles this engine has.")
final class ProfileTypeCommand {
  private static final String PATH = "/v1/profile-types/";

  @Command(description = "Lists the types.")
  int list(@Mixin Remote remote) {
    return remote.listAll("/v1/profile-types", "profile_types", List.of("name", "version"));
  }

  @Command(description = "Shows the properties that a spec of this type may have.")
  int show(@Mixin Remote remote, @Parameters(paramLabel = "TYPE") String type) {
    return remote.show(PATH + encode(type), "profile_type");
  }

  @Command(description = "Shows the operations that nodes of this type know.")
  int ops(@Mixin Remote remote, @Parameters(paramLabel = "TYPE") String type) {
    return remote.show(PATH + encode(type) + "/ops", "operations");
  }
}
