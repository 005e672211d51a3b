package io.senlin.server.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code senlin cluster create} */
@Command(name = "create", description = "Creates a cluster.")
final class ClusterCreate implements Callable<Integer> {
  @Mixin private final Remote remote = new Remote();
  @Mixin private final Waiting waiting = new Waiting();

  @Option(names = "--profile", required = true, description = "What its nodes are made from.")
  private String profile = "";

  @Option(names = "--desired-capacity", description = "How many nodes it is to have (0).")
  private int desiredCapacity;

  @Option(names = "--min-size", description = "How many it has at least.")
  private @Nullable Integer minSize;

  @Option(names = "--max-size", description = "How many it has at most; -1 for no limit.")
  private @Nullable Integer maxSize;

  @Option(names = "--timeout", description = "How long its actions may take, in seconds.")
  private @Nullable Integer timeout;

  @Option(names = "--metadata", split = ";", description = "KEY=VALUE pairs.")
  private @Nullable Map<String, String> metadata;

  @Option(names = "--config", split = ";", description = "KEY=VALUE pairs.")
  private @Nullable Map<String, String> config;

  @Parameters(paramLabel = "NAME")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String name = "";

  @Override
  public Integer call() {
    Body body =
        new Body()
            .put("name", name)
            .put("profile_id", profile)
            .put("desired_capacity", desiredCapacity)
            .put("min_size", minSize)
            .put("max_size", maxSize)
            .put("timeout", timeout)
            .put("metadata", metadata)
            .put("config", config);
    return remote.make("POST", "/v1/clusters", body.in("cluster"), "cluster", waiting);
  }
}
