package io.senlin.server.cli;

import static io.senlin.server.cli.ApiClient.encode;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code senlin dispatcher …} */
@Command(name = "dispatcher", description = "Dispatchers: how they fare, on, off, hold, test.")
public final class DispatcherCommand {
  private static final String PATH = "/v1/dispatchers/";
  private static final String NAME = "NAME";
  private static final String DRY_RUN = "--dry-run";
  private static final String DRY_RUN_HELP = "Only say what would change.";

  @Command(description = "Lists all dispatchers there are, and how they fare.")
  int list(@Mixin Remote remote) {
    return remote.listAll(
        "/v1/dispatchers",
        "dispatchers",
        List.of(
            "name",
            "state",
            "since",
            "position",
            "lag_events",
            "lag_seconds",
            "delivered",
            "retried",
            "dead",
            "last_error"));
  }

  @Command(description = "Shows how a dispatcher fares.")
  int show(@Mixin Remote remote, @Parameters(paramLabel = NAME) String name) {
    return remote.show(PATH + encode(name), "dispatcher");
  }

  @Command(
      name = "dead-letters",
      description = "Lists what a dispatcher could never deliver, and why; the newest first.")
  int deadLetters(
      @Mixin Remote remote,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "100",
              description = "How many at most (${DEFAULT-VALUE}).")
          int limit,
      @Parameters(paramLabel = NAME) String name) {
    return remote.listAll(
        PATH + encode(name) + "/dead-letters",
        Map.of("limit", Integer.toString(limit)),
        "dead_letters",
        List.of("at", "id", "action", "phase", "reason"));
  }

  @Command(
      description = "Switches a dispatcher on, whatever senlin.conf says, also over a restart.")
  int enable(
      @Mixin Remote remote,
      @Option(names = DRY_RUN, description = DRY_RUN_HELP) boolean dryRun,
      @Parameters(paramLabel = NAME) String name) {
    return change(remote, name, "enable", dryRun);
  }

  @Command(description = "Switches one off; what is in flight is finished, its place is kept.")
  int disable(
      @Mixin Remote remote,
      @Option(names = DRY_RUN, description = DRY_RUN_HELP) boolean dryRun,
      @Parameters(paramLabel = NAME) String name) {
    return change(remote, name, "disable", dryRun);
  }

  @Command(description = "Holds a dispatcher: its events wait in the journal.")
  int pause(
      @Mixin Remote remote,
      @Option(names = DRY_RUN, description = DRY_RUN_HELP) boolean dryRun,
      @Parameters(paramLabel = NAME) String name) {
    return change(remote, name, "pause", dryRun);
  }

  @Command(description = "Lets a dispatcher that was held go on.")
  int resume(
      @Mixin Remote remote,
      @Option(names = DRY_RUN, description = DRY_RUN_HELP) boolean dryRun,
      @Parameters(paramLabel = NAME) String name) {
    return change(remote, name, "resume", dryRun);
  }

  @Command(description = "Sends one event marked as a test, and says what the sink said.")
  int test(
      @Mixin Remote remote,
      @Option(names = DRY_RUN, description = DRY_RUN_HELP) boolean dryRun,
      @Option(
              names = "--timeout",
              paramLabel = "SECONDS",
              defaultValue = "10",
              description = "How long to wait for a dispatcher that is busy (${DEFAULT-VALUE}).")
          int seconds,
      @Parameters(paramLabel = NAME) String name) {
    Body body = new Body().put("dry_run", dryRun).put("timeout", seconds);
    return remote.judge(PATH + encode(name) + "/test", body.fields(), "test", "delivered");
  }

  private static int change(Remote remote, String name, String verb, boolean dryRun) {
    Body body = new Body().put("dry_run", dryRun);
    return remote.change("POST", PATH + encode(name) + "/" + verb, body.fields(), "change");
  }
}
