package io.senlin.server.cli;

import static io.senlin.server.cli.ApiClient.encode;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code senlin cluster …} */
@Command(
    name = "cluster",
    description = "Clusters: create, scale, check, recover, delete.",
    subcommands = {ClusterCreate.class, ClusterResize.class, MembersCommand.class})
public final class ClusterCommand {
  private static final String PATH = "/v1/clusters/";
  private static final List<String> COLUMNS =
      List.of("id", "name", "status", "desired_capacity", "created_at", "updated_at");

  @Command(description = "Lists clusters.")
  int list(@Mixin Remote remote, @Mixin Listing listing) {
    return remote.list("/v1/clusters", "clusters", listing, COLUMNS);
  }

  @Command(description = "Shows a cluster.")
  int show(@Mixin Remote remote, @Parameters(paramLabel = "CLUSTER") String cluster) {
    return remote.show(PATH + encode(cluster), "cluster");
  }

  @Command(description = "Changes the properties of a cluster.")
  int update(
      @Mixin Remote remote,
      @Mixin Waiting waiting,
      @Option(names = "--profile", description = "The new profile of its nodes.")
          @Nullable String profile,
      @Option(
              names = "--profile-only",
              arity = "0..1",
              fallbackValue = "true",
              description = "Whether the new profile is for new nodes only.")
          @Nullable Boolean profileOnly,
      @Option(names = "--timeout", description = "How long its actions may take, in seconds.")
          @Nullable Integer timeout,
      @Option(names = "--metadata", split = ";", description = "KEY=VALUE pairs.")
          @Nullable Map<String, String> metadata,
      @Option(names = "--name", description = "The new name.") @Nullable String name,
      @Parameters(paramLabel = "CLUSTER") String cluster) {
    Body body =
        new Body()
            .put("profile_id", profile)
            .put("profile_only", profileOnly)
            .put("timeout", timeout)
            .put("metadata", metadata)
            .put("name", name);
    return remote.make("PATCH", PATH + encode(cluster), body.in("cluster"), "cluster", waiting);
  }

  @Command(description = "Deletes clusters with their nodes.")
  int delete(
      @Mixin Remote remote,
      @Mixin Waiting waiting,
      @Mixin Deleting deleting,
      @Option(names = "--force-delete", description = "Also while they are busy.")
          boolean forceDelete,
      @Parameters(paramLabel = "CLUSTER", arity = "1..*") List<String> clusters) {
    if (!deleting.confirmed("clusters", clusters)) {
      return ExitCode.FAILED;
    }
    Body body = new Body().put("force", forceDelete ? true : null);
    return remote.each(
        clusters, cluster -> remote.act("DELETE", PATH + encode(cluster), body.fields(), waiting));
  }

  @Command(description = "Scales a cluster out.")
  int expand(
      @Mixin Remote remote,
      @Mixin Waiting waiting,
      @Option(names = "--count", description = "How many nodes to add.") @Nullable Integer count,
      @Parameters(paramLabel = "CLUSTER") String cluster) {
    return action(remote, waiting, cluster, new Body().put("count", count).in("scale_out"));
  }

  @Command(description = "Scales a cluster in.")
  int shrink(
      @Mixin Remote remote,
      @Mixin Waiting waiting,
      @Option(names = "--count", description = "How many nodes to delete.") @Nullable Integer count,
      @Parameters(paramLabel = "CLUSTER") String cluster) {
    return action(remote, waiting, cluster, new Body().put("count", count).in("scale_in"));
  }

  @Command(description = "Checks whether the nodes of clusters are well.")
  int check(
      @Mixin Remote remote,
      @Mixin Waiting waiting,
      @Parameters(paramLabel = "CLUSTER", arity = "1..*") List<String> clusters) {
    return remote.each(
        clusters, cluster -> action(remote, waiting, cluster, new Body().in("check")));
  }

  @Command(description = "Recovers the nodes of clusters that are not well.")
  int recover(
      @Mixin Remote remote,
      @Mixin Waiting waiting,
      @Option(
              names = "--check",
              arity = "0..1",
              fallbackValue = "true",
              description = "Whether to check them first.")
          @Nullable Boolean check,
      @Parameters(paramLabel = "CLUSTER", arity = "1..*") List<String> clusters) {
    Map<String, Object> body = new Body().put("check", check).in("recover");
    return remote.each(clusters, cluster -> action(remote, waiting, cluster, body));
  }

  @Command(description = "Runs an operation of their profile type on the nodes of a cluster.")
  int op(
      @Mixin Remote remote,
      @Mixin Waiting waiting,
      @Option(names = "--operation", required = true, description = "Its name.") String operation,
      @Option(names = "--params", split = ";", description = "KEY=VALUE pairs.")
          @Nullable Map<String, String> params,
      @Option(names = "--filters", split = ";", description = "KEY=VALUE pairs of its nodes.")
          @Nullable Map<String, String> filters,
      @Parameters(paramLabel = "CLUSTER") String cluster) {
    Body body = new Body().put("filters", filters).put("params", params);
    return remote.act("POST", PATH + encode(cluster) + "/ops", body.in(operation), waiting);
  }

  @Command(description = "Collects one attribute of all nodes of a cluster.")
  int collect(
      @Mixin Remote remote,
      @Option(names = "--path", required = true, description = "Where in a node it stands.")
          String path,
      @Parameters(paramLabel = "CLUSTER") String cluster) {
    return remote.listAll(
        PATH + encode(cluster) + "/attrs/" + encode(path),
        "cluster_attributes",
        List.of("id", "value"));
  }

  static int action(Remote remote, Waiting waiting, String cluster, Map<String, Object> body) {
    return remote.act("POST", PATH + encode(cluster) + "/actions", body, waiting);
  }
}
