package io.senlin.server.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code senlin cluster resize} */
@Command(name = "resize", description = "Changes how many nodes a cluster has, or may have.")
final class ClusterResize implements Callable<Integer> {
  @Mixin private final Remote remote = new Remote();
  @Mixin private final Waiting waiting = new Waiting();

  /** At most one of the three ways to say how many. */
  static final class Size {
    @Option(names = "--capacity", description = "So many nodes.")
    private @Nullable Integer capacity;

    @Option(names = "--adjustment", description = "So many more, or less if negative.")
    private @Nullable Integer adjustment;

    @Option(names = "--percentage", description = "So many per cent more, or less if negative.")
    private @Nullable Double percentage;

    private void addTo(Body body) {
      if (capacity != null) {
        body.put("adjustment_type", "EXACT_CAPACITY").put("number", capacity);
      } else if (adjustment != null) {
        body.put("adjustment_type", "CHANGE_IN_CAPACITY").put("number", adjustment);
      } else {
        body.put("adjustment_type", "CHANGE_IN_PERCENTAGE").put("number", percentage);
      }
    }
  }

  @ArgGroup private @Nullable Size size;

  @Option(names = "--min-step", description = "With --percentage: change by so many at least.")
  private @Nullable Integer minStep;

  @Option(names = "--min-size", description = "How many it has at least from now on.")
  private @Nullable Integer minSize;

  @Option(names = "--max-size", description = "How many it has at most from now on.")
  private @Nullable Integer maxSize;

  @Option(
      names = "--strict",
      description = "Do nothing if a limit would be passed, rather than less.")
  private boolean strict;

  @Parameters(paramLabel = "CLUSTER")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String cluster = "";

  @Override
  public Integer call() {
    Body body = new Body();
    if (size != null) {
      size.addTo(body);
    }
    Map<String, Object> resize =
        body.put("min_step", minStep)
            .put("min_size", minSize)
            .put("max_size", maxSize)
            .put("strict", strict)
            .in("resize");
    return ClusterCommand.action(remote, waiting, cluster, resize);
  }
}
