package io.senlin.server.cli;

import static io.senlin.server.cli.ApiClient.encode;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code senlin node …} */
@Command(name = "node", description = "Nodes: create, check, recover, operate, delete.")
public final class NodeCommand {
  private static final String PATH = "/v1/nodes/";
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "name",
          "index",
          "status",
          "cluster_id",
          "physical_id",
          "profile_name",
          "created_at",
          "updated_at");

  @Command(description = "Lists nodes.")
  int list(
      @Mixin Remote remote,
      @Mixin Listing listing,
      @Option(names = "--cluster", description = "Only those of this cluster.")
          @Nullable String cluster) {
    Map<String, String> more = cluster == null ? Map.of() : Map.of("cluster_id", cluster);
    return remote.list("/v1/nodes", "nodes", listing, more, COLUMNS);
  }

  @Command(description = "Shows a node.")
  int show(
      @Mixin Remote remote,
      @Option(names = "--details", description = "With what its profile type knows of it.")
          boolean details,
      @Parameters(paramLabel = "NODE") String node) {
    Map<String, String> query = details ? Map.of("show_details", "true") : Map.of();
    return remote.show(PATH + encode(node), query, "node");
  }

  @Command(description = "Creates a node.")
  int create(
      @Mixin Remote remote,
      @Mixin Waiting waiting,
      @Option(names = "--profile", required = true, description = "What it is made from.")
          String profile,
      @Option(names = "--cluster", description = "The cluster it joins.") @Nullable String cluster,
      @Option(names = "--role", description = "What it is there for.") @Nullable String role,
      @Option(names = "--metadata", split = ";", description = "KEY=VALUE pairs.")
          @Nullable Map<String, String> metadata,
      @Parameters(paramLabel = "NAME") String name) {
    Body body =
        new Body()
            .put("name", name)
            .put("profile_id", profile)
            .put("cluster_id", cluster)
            .put("role", role)
            .put("metadata", metadata);
    return remote.make("POST", "/v1/nodes", body.in("node"), "node", waiting);
  }

  @Command(description = "Changes the properties of a node.")
  int update(
      @Mixin Remote remote,
      @Mixin Waiting waiting,
      @Option(names = "--name", description = "The new name.") @Nullable String name,
      @Option(names = "--profile", description = "The new profile.") @Nullable String profile,
      @Option(names = "--role", description = "The new role.") @Nullable String role,
      @Option(names = "--metadata", split = ";", description = "KEY=VALUE pairs.")
          @Nullable Map<String, String> metadata,
      @Option(
              names = "--tainted",
              arity = "0..1",
              fallbackValue = "true",
              description = "Whether it goes first when its cluster shrinks.")
          @Nullable Boolean tainted,
      @Parameters(paramLabel = "NODE") String node) {
    Body body =
        new Body()
            .put("name", name)
            .put("profile_id", profile)
            .put("role", role)
            .put("metadata", metadata)
            .put("tainted", tainted);
    return remote.make("PATCH", PATH + encode(node), body.in("node"), "node", waiting);
  }

  @Command(description = "Deletes nodes.")
  int delete(
      @Mixin Remote remote,
      @Mixin Waiting waiting,
      @Mixin Deleting deleting,
      @Option(names = "--force-delete", description = "Also while they are busy.")
          boolean forceDelete,
      @Parameters(paramLabel = "NODE", arity = "1..*") List<String> nodes) {
    if (!deleting.confirmed("nodes", nodes)) {
      return ExitCode.FAILED;
    }
    Body body = new Body().put("force", forceDelete ? true : null);
    return remote.each(
        nodes, node -> remote.act("DELETE", PATH + encode(node), body.fields(), waiting));
  }

  @Command(description = "Checks whether nodes are well.")
  int check(
      @Mixin Remote remote,
      @Mixin Waiting waiting,
      @Parameters(paramLabel = "NODE", arity = "1..*") List<String> nodes) {
    return remote.each(nodes, node -> action(remote, waiting, node, new Body().in("check")));
  }

  @Command(description = "Recovers nodes.")
  int recover(
      @Mixin Remote remote,
      @Mixin Waiting waiting,
      @Option(
              names = "--check",
              arity = "0..1",
              fallbackValue = "true",
              description = "Whether to check them first.")
          @Nullable Boolean check,
      @Parameters(paramLabel = "NODE", arity = "1..*") List<String> nodes) {
    Map<String, Object> body = new Body().put("check", check).in("recover");
    return remote.each(nodes, node -> action(remote, waiting, node, body));
  }

  @Command(description = "Runs an operation of its profile type on a node.")
  int op(
      @Mixin Remote remote,
      @Mixin Waiting waiting,
      @Option(names = "--operation", required = true, description = "Its name.") String operation,
      @Option(names = "--params", split = ";", description = "KEY=VALUE pairs.")
          @Nullable Map<String, String> params,
      @Parameters(paramLabel = "NODE") String node) {
    Map<String, ?> given = params == null ? Map.of() : params;
    return remote.act("POST", PATH + encode(node) + "/ops", Map.of(operation, given), waiting);
  }

  private static int action(Remote remote, Waiting waiting, String node, Map<String, Object> body) {
    return remote.act("POST", PATH + encode(node) + "/actions", body, waiting);
  }
}
