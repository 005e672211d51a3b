package io.senlin.server.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code senlin cluster members …} */
@Command(name = "members", description = "The nodes of a cluster: list, add, delete, replace.")
final class MembersCommand {

  @Command(description = "Lists the nodes of a cluster.")
  int list(
      @Mixin Remote remote,
      @Mixin Listing listing,
      @Parameters(paramLabel = "CLUSTER") String cluster) {
    return remote.list(
        "/v1/nodes",
        "nodes",
        listing,
        Map.of("cluster_id", cluster),
        List.of("id", "name", "index", "status", "physical_id", "created_at"));
  }

  @Command(description = "Adds nodes that exist and belong to no cluster.")
  int add(
      @Mixin Remote remote,
      @Mixin Waiting waiting,
      @Option(
              names = "--nodes",
              required = true,
              split = ",",
              paramLabel = "NODE",
              description = "Which ones.")
          List<String> nodes,
      @Parameters(paramLabel = "CLUSTER") String cluster) {
    Map<String, Object> body = new Body().put("nodes", nodes).in("add_nodes");
    return ClusterCommand.action(remote, waiting, cluster, body);
  }

  @Command(description = "Takes nodes out of a cluster.")
  int del(
      @Mixin Remote remote,
      @Mixin Waiting waiting,
      @Option(
              names = "--nodes",
              required = true,
              split = ",",
              paramLabel = "NODE",
              description = "Which ones.")
          List<String> nodes,
      @Option(
              names = {"-d", "--destroy-after-deletion"},
              arity = "0..1",
              fallbackValue = "true",
              description = "Whether to delete them as well.")
          @Nullable Boolean destroy,
      @Parameters(paramLabel = "CLUSTER") String cluster) {
    Body body = new Body().put("nodes", nodes).put("destroy_after_deletion", destroy);
    return ClusterCommand.action(remote, waiting, cluster, body.in("del_nodes"));
  }

  @Command(description = "Puts nodes in the place of others.")
  int replace(
      @Mixin Remote remote,
      @Mixin Waiting waiting,
      @Option(
              names = "--nodes",
              required = true,
              split = ",",
              paramLabel = "OLD=NEW",
              description = "Which for which.")
          Map<String, String> nodes,
      @Parameters(paramLabel = "CLUSTER") String cluster) {
    Map<String, Object> body = new Body().put("nodes", nodes).in("replace_nodes");
    return ClusterCommand.action(remote, waiting, cluster, body);
  }
}
