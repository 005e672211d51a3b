package io.senlin.engine;

import io.senlin.config.Configuration;
import io.senlin.config.Option;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/**
 * How an engine works.
 *
 * @param host the name of this machine, shown with its service and in notifications
 * @param defaultActionTimeout how long an action may take if its cluster says nothing else
 * @param maxNodesPerCluster no cluster grows beyond
 * @param maxClustersPerProject no project has more
 * @param lockRetries how often an action tries again to lock what it works on, before it fails
 * @param lockRetryInterval the pause before the first of them; each further one is twice as long
 * @param nameUnique whether a second profile, cluster or node of the same name is refused within a
 *     project
 * @param threads how many actions run at once
 * @param reportInterval how often the engine says that it is alive
 * @param stopLimit how long running actions may take when the engine stops, before they are ended
 * @param lease after how long a silence the other engines on the database take over its work
 */
public record EngineSettings(
    String host,
    Duration defaultActionTimeout,
    int maxNodesPerCluster,
    int maxClustersPerProject,
    int lockRetries,
    Duration lockRetryInterval,
    boolean nameUnique,
    int threads,
    Duration reportInterval,
    Duration stopLimit,
    Duration lease) {
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

  static final Option<String> HOST =
      Option.text("DEFAULT", "host")
          .help(
              "Name of this machine, shown with its service and in every notification. Its host"
                  + " name, unless given here.");
  static final Option<Integer> DEFAULT_ACTION_TIMEOUT =
      Option.integer("DEFAULT", "default_action_timeout", 1, Integer.MAX_VALUE)
          .or("3600")
          .help("Seconds an action may take, unless its cluster has a timeout of its own.");
  static final Option<Integer> MAX_NODES_PER_CLUSTER =
      Option.integer("DEFAULT", "max_nodes_per_cluster", 1, 1_000_000)
          .or("1000")
          .help("Largest number of nodes in a cluster.");
  static final Option<Integer> MAX_CLUSTERS_PER_PROJECT =
      Option.integer("DEFAULT", "max_clusters_per_project", 1, 1_000_000)
          .or("100")
          .help("Largest number of clusters in a project.");
  static final Option<Integer> LOCK_RETRY_TIMES =
      Option.integer("DEFAULT", "lock_retry_times", 0, 1000)
          .or("3")
          .help(
              "How often an action tries again to lock its cluster or node before it fails. It also"
                  + " tries as soon as the lock is released, which does not count.");
  static final Option<Duration> LOCK_RETRY_INTERVAL =
      Option.duration("DEFAULT", "lock_retry_interval")
          .or("10")
          .help("Pause before the first of these tries; each further pause is twice as long.");
  static final Option<Boolean> NAME_UNIQUE =
      Option.bool("DEFAULT", "name_unique")
          .or("true")
          .help(
              "Refuse a second profile, cluster or node of the same name in a project. Senlin's own"
                  + " default is false.");
  static final Option<Integer> THREADS =
      Option.integer("engine", "threads", 1, 100_000)
          .or("1000")
          .help("How many actions run at once; one that waits for others does not count.");
  static final Option<Duration> REPORT_INTERVAL =
      Option.duration("DEFAULT", "periodic_interval")
          .or("60")
          .help("How often the engine reports that it is alive.");
  static final Option<Duration> STOP_LIMIT =
      Option.duration("engine", "stop_limit")
          .or("10")
          .help("How long running actions may take to end when the engine stops.");

  static final Option<Duration> LEASE =
      Option.duration("engine", "lease")
          .or("30")
          .where(lease -> lease.compareTo(SHORTEST_LEASE) >= 0, "must be 1s or more")
          .help(
              "Where several engines share a database server: an engine that has not reported in"
                  + " for this long is taken for dead, and another one takes over its work. It"
                  + " reports in at least three times within it. The same on all engines.");

  /** Every option this module reads. */
  public static final List<Option<?>> OPTIONS =
      List.of(
          HOST,
          DEFAULT_ACTION_TIMEOUT,
          MAX_NODES_PER_CLUSTER,
          MAX_CLUSTERS_PER_PROJECT,
          LOCK_RETRY_TIMES,
          LOCK_RETRY_INTERVAL,
          NAME_UNIQUE,
          THREADS,
          REPORT_INTERVAL,
          STOP_LIMIT,
          LEASE);

  public EngineSettings {
    if (lease.compareTo(SHORTEST_LEASE) < 0) {
      throw new IllegalArgumentException(
          "[engine] lease is %s; give %s or more".formatted(lease, SHORTEST_LEASE));
    }
  }

  /** Settings with the usual lease. */
  public EngineSettings(
      String host,
      Duration defaultActionTimeout,
      int maxNodesPerCluster,
      int maxClustersPerProject,
      int lockRetries,
      Duration lockRetryInterval,
      boolean nameUnique,
      int threads,
      Duration reportInterval,
      Duration stopLimit) {
    this(
        host,
        defaultActionTimeout,
        maxNodesPerCluster,
        maxClustersPerProject,
        lockRetries,
        lockRetryInterval,
        nameUnique,
        threads,
        reportInterval,
        stopLimit,
        Duration.ofSeconds(30));
  }

  /** The same with another lease. */
  EngineSettings withLease(Duration other) {
    return new EngineSettings(
        host,
        defaultActionTimeout,
        maxNodesPerCluster,
        maxClustersPerProject,
        lockRetries,
        lockRetryInterval,
        nameUnique,
        threads,
        reportInterval,
        stopLimit,
        other);
  }

  /** How often an engine reports in: often enough for its lease, if it shares its database. */
  Duration heartbeat(boolean shared) {
    Duration third = lease.dividedBy(3);
    return shared && third.compareTo(reportInterval) < 0 ? third : reportInterval;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }

  /** The defaults of all options. */
  public static EngineSettings usual() {
    return new EngineSettings(
        hostName(),
        Duration.ofHours(1),
        1000,
        100,
        3,
        Duration.ofSeconds(10),
        true,
        1000,
        Duration.ofSeconds(60),
        Duration.ofSeconds(10));
  }

  public static EngineSettings from(Configuration configuration) {
    return new EngineSettings(
        configuration.find(HOST).orElseGet(EngineSettings::hostName),
        Duration.ofSeconds(configuration.get(DEFAULT_ACTION_TIMEOUT)),
        configuration.get(MAX_NODES_PER_CLUSTER),
        configuration.get(MAX_CLUSTERS_PER_PROJECT),
        configuration.get(LOCK_RETRY_TIMES),
        configuration.get(LOCK_RETRY_INTERVAL),
        configuration.get(NAME_UNIQUE),
        configuration.get(THREADS),
        configuration.get(REPORT_INTERVAL),
        configuration.get(STOP_LIMIT),
        configuration.get(LEASE));
  }
}
