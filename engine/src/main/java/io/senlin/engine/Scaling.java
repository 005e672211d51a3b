package io.senlin.engine;

import java.util.Optional;

/** Senlin's arithmetic of cluster sizes, and its sentences about them. */
final class Scaling {
  private Scaling() {}

  /** A size after a change; where numbers end, the largest or smallest there is. */
  static int changed(int size, int change) {
    return Math.clamp((long) size + change, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** The size a resize asks for, before any limit. */
  static int desired(int current, String adjustmentType, double number, Optional<Integer> minStep) {
    return switch (adjustmentType) {
      case "EXACT_CAPACITY" -> (int) number;
      case "CHANGE_IN_CAPACITY" -> changed(current, (int) number);
      default -> byPercentage(current, number, minStep);
    };
  }

  private static int byPercentage(int current, double percentage, Optional<Integer> minStep) {
    double delta = percentage * current / 100.0;
    boolean small = Math.abs(delta) < 1.0;
    boolean grows = delta > 0.0;
    int rounded = (int) (grows == small ? Math.ceil(delta) : Math.floor(delta));
    int step = minStep.orElse(0);
    if (step > Math.abs((long) rounded)) {
      return changed(current, rounded > 0 ? step : -step);
    }
    return changed(current, rounded);
  }

  /** The size cut to the new limits, or else to those of the cluster. */
  static int truncate(
      ClusterRecord cluster, int desired, Optional<Integer> minSize, Optional<Integer> maxSize) {
    int least = minSize.orElse(cluster.minSize());
    int most = maxSize.orElse(cluster.maxSize());
    int size = Math.max(desired, least);
    return most > 0 ? Math.min(size, most) : size;
  }

  /**
   * Whether a size and limits go together.
   *
   * @param cluster whose present limits hold where no new ones are given; empty for a new cluster
   * @param strict whether the size must be within the limits
   * @param maxNodes what no cluster may exceed
   * @return what is wrong with them
   */
  static Optional<String> problem(
      Optional<ClusterRecord> cluster,
      Optional<Integer> desired,
      Optional<Integer> minSize,
      Optional<Integer> maxSize,
      boolean strict,
      int maxNodes) {
    return problemOfDesired(cluster, desired, minSize, maxSize, strict, maxNodes)
        .or(() -> problemOfMin(cluster, desired, minSize, maxSize))
        .or(() -> problemOfMax(cluster, desired, minSize, maxSize, maxNodes));
  }

  /** Whether a cluster may have so many nodes. */
  static Optional<String> problem(ClusterRecord cluster, int desired, int maxNodes) {
    return problem(
        Optional.of(cluster),
        Optional.of(desired),
        Optional.empty(),
        Optional.empty(),
        true,
        maxNodes);
  }

  private static Optional<String> problemOfDesired(
      Optional<ClusterRecord> cluster,
      Optional<Integer> desired,
      Optional<Integer> minSize,
      Optional<Integer> maxSize,
      boolean strict,
      int maxNodes) {
    if (desired.isEmpty()) {
      return Optional.empty();
    }
    int size = desired.get();
    if (strict) {
      if (minSize.isPresent() && size < minSize.get()) {
        return say(
            "The target capacity (%d) is less than the specified min_size (%d).",
            size, minSize.get());
      }
      if (minSize.isEmpty() && cluster.isPresent() && size < cluster.get().minSize()) {
        return say(
            "The target capacity (%d) is less than the cluster's min_size (%d).",
            size, cluster.get().minSize());
      }
      if (maxSize.isPresent() && exceeds(size, maxSize.get())) {
        return say(
            "The target capacity (%d) is greater than the specified max_size (%d).",
            size, maxSize.get());
      }
      if (maxSize.isEmpty() && cluster.isPresent() && exceeds(size, cluster.get().maxSize())) {
        return say(
            "The target capacity (%d) is greater than the cluster's max_size (%d).",
            size, cluster.get().maxSize());
      }
    }
    return size > maxNodes
        ? say(
            "The target capacity (%d) is greater than the maximum number of nodes allowed per cluster (%d).",
            size, maxNodes)
        : Optional.empty();
  }

  private static Optional<String> problemOfMin(
      Optional<ClusterRecord> cluster,
      Optional<Integer> desired,
      Optional<Integer> minSize,
      Optional<Integer> maxSize) {
    if (minSize.isEmpty()) {
      return Optional.empty();
    }
    int min = minSize.get();
    if (maxSize.isPresent() && exceeds(min, maxSize.get())) {
      return say(
          "The specified min_size (%d) is greater than the specified max_size (%d).",
          min, maxSize.get());
    }
    if (cluster.isEmpty()) {
      return Optional.empty();
    }
    if (maxSize.isEmpty() && exceeds(min, cluster.get().maxSize())) {
      return say(
          "The specified min_size (%d) is greater than the current max_size (%d) of the cluster.",
          min, cluster.get().maxSize());
    }
    return desired.isEmpty() && min > cluster.get().desiredCapacity()
        ? say(
            "The specified min_size (%d) is greater than the current desired_capacity (%d) of the cluster.",
            min, cluster.get().desiredCapacity())
        : Optional.empty();
  }

  private static Optional<String> problemOfMax(
      Optional<ClusterRecord> cluster,
      Optional<Integer> desired,
      Optional<Integer> minSize,
      Optional<Integer> maxSize,
      int maxNodes) {
    if (maxSize.isEmpty()) {
      return Optional.empty();
    }
    int max = maxSize.get();
    if (max > maxNodes) {
      return say(
          "The specified max_size (%d) is greater than the maximum number of nodes allowed per cluster (%d).",
          max, maxNodes);
    }
    if (cluster.isEmpty()) {
      return Optional.empty();
    }
    if (minSize.isEmpty() && exceeds(cluster.get().minSize(), max)) {
      return say(
          "The specified max_size (%d) is less than the current min_size (%d) of the cluster.",
          max, cluster.get().minSize());
    }
    return desired.isEmpty() && exceeds(cluster.get().desiredCapacity(), max)
        ? say(
            "The specified max_size (%d) is less than the current desired_capacity (%d) of the cluster.",
            max, cluster.get().desiredCapacity())
        : Optional.empty();
  }

  private static boolean exceeds(int size, int max) {
    return max >= 0 && size > max;
  }

  private static Optional<String> say(String sentence, int first, int second) {
    return Optional.of(sentence.formatted(first, second));
  }
}
