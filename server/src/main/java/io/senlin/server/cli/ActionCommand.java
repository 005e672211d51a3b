package io.senlin.server.cli;

import static io.senlin.server.cli.ApiClient.encode;

import io.senlin.server.retention.ActionPurgeCommand;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code senlin action …} */
@Command(
    name = "action",
    description = "Actions: list, show, cancel, delete old ones.",
    subcommands = ActionPurgeCommand.class)
public final class ActionCommand {
  private static final String PATH = "/v1/actions/";

  @Command(description = "Lists actions.")
  int list(@Mixin Remote remote, @Mixin Listing listing) {
    return remote.list(
        "/v1/actions",
        "actions",
        listing,
        List.of("id", "name", "action", "status", "target", "status_reason", "created_at"));
  }

  @Command(description = "Shows an action.")
  int show(@Mixin Remote remote, @Parameters(paramLabel = "ACTION") String action) {
    return remote.show(PATH + encode(action), "action");
  }

  @Command(description = "Cancels an action that is not over.")
  int update(
      @Mixin Remote remote,
      @Option(names = "--status", required = true, description = "CANCELLED.") String status,
      @Option(names = "--force", description = "Also while it holds a lock.") boolean force,
      @Parameters(paramLabel = "ACTION") String action) {
    Map<String, Object> body =
        new Body().put("status", status).put("force", force ? true : null).in("action");
    return remote.change("PATCH", PATH + encode(action), body, "action");
  }
}
