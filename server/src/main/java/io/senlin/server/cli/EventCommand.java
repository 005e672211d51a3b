package io.senlin.server.cli;

import static io.senlin.server.cli.ApiClient.encode;

import io.senlin.server.retention.EventPurgeCommand;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code senlin event …} */
@Command(
    name = "event",
    description = "Events: list, show, watch as they happen, delete old ones.",
    subcommands = EventPurgeCommand.class)
public final class EventCommand {

  @Command(description = "Lists events.")
  int list(@Mixin Remote remote, @Mixin Listing listing) {
    return remote.list(
        "/v1/events",
        "events",
        listing,
        List.of(
            "id",
            "timestamp",
            "otype",
            "oid",
            "oname",
            "action",
            "status",
            "level",
            "cluster_id",
            "status_reason"));
  }

  @Command(description = "Shows an event.")
  int show(@Mixin Remote remote, @Parameters(paramLabel = "EVENT") String event) {
    return remote.show("/v1/events/" + encode(event), "event");
  }

  @Command(description = "Shows events as they happen, until Ctrl-C; connects again when cut off.")
  int tail(
      @Mixin Remote remote,
      @Option(names = "--filters", split = ";", description = "KEY=VALUE pairs.")
          @Nullable Map<String, String> filters,
      @Option(names = "--limit", paramLabel = "N", description = "Stop after so many.")
          @Nullable Long limit) {
    Map<String, String> query = filters == null ? new LinkedHashMap<>() : filters;
    AtomicLong left = new AtomicLong(limit == null ? Long.MAX_VALUE : limit);
    Timeline timeline = Timeline.ofTerminal();
    PrintWriter out = remote.out();
    try (ApiClient client = remote.client()) {
      new EventStream(client, query)
          .read(
              () -> {},
              event -> {
                switch (remote.format()) {
                  case TABLE -> out.println(timeline.line(event));
                  case JSON -> out.println(event);
                }
                boolean unread = out.checkError(); // nobody reads, as after "| head"
                return !unread && left.decrementAndGet() > 0;
              },
              () -> remote.err().println("senlin: the connection was lost; connecting again"));
    }
    return ExitCode.DONE;
  }
}
