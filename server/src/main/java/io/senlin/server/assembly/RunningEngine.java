package io.senlin.server.assembly;

import io.senlin.api.ApiServer;
import io.senlin.api.ApiSettings;
import io.senlin.config.Change;
import io.senlin.config.Configuration;
import io.senlin.config.ConfigurationException;
import io.senlin.delivery.Delivery;
import io.senlin.delivery.Refused;
import io.senlin.delivery.plugin.PluginProblem;
import io.senlin.delivery.plugin.Plugins;
import io.senlin.dispatchers.database.EventTable;
import io.senlin.engine.Engine;
import io.senlin.engine.EngineSettings;
import io.senlin.engine.Lanes;
import io.senlin.engine.Membership;
import io.senlin.engine.process.HostProcessSettings;
import io.senlin.engine.process.HostProcesses;
import io.senlin.engine.process.ProcessOutputs;
import io.senlin.engine.profile.ProfileType;
import io.senlin.engine.simulated.SimulatedNodes;
import io.senlin.journal.StoredJournal;
import io.senlin.journal.StoredRegister;
import io.senlin.server.cli.ExitCode;
import io.senlin.server.cli.Failure;
import io.senlin.server.retention.Scavenger;
import io.senlin.store.Dialect;
import io.senlin.store.Store;
import io.senlin.store.StoreException;
import io.senlin.store.retention.RetentionRuns;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An engine with all its parts, running in this process. Thread-safe.
 *
 * <p>The parts start from the inside out: the state directory, the database, the journal, delivery,
 * the engine, and the API last, so that nothing is asked before it can answer. They stop from the
 * outside in: no new request, no new action, then what is in flight is delivered.
 */
public final class RunningEngine implements AutoCloseable {
  private static final int MAX_NESTING_DEPTH = 32;
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final Parts parts;
  private final Reloading reloading;
  private final String id;
  private final URI url;

  private RunningEngine(Parts parts, Reloading reloading, String id, URI url) {
    this.parts = parts;
    this.reloading = reloading;
    this.id = id;
    this.url = url;
  }

  /**
   * Starts an engine; returns when it answers.
   *
   * @param changes what the command line says instead of the files
   * @param insecure whether to listen beyond loopback although nobody proves who he is
   * @throws Failure if it cannot start; then nothing of it runs
   */
  public static RunningEngine start(ConfigFiles files, List<Change> changes, boolean insecure) {
    return start(files, changes, insecure, () -> {});
  }

  /**
   * The same.
   *
   * @param whenFenced is run, on a thread of its own, once other engines on the same database have
   *     taken over the work of this one, which can do no more than be closed then
   */
  static RunningEngine start(
      ConfigFiles files, List<Change> changes, boolean insecure, Runnable whenFenced) {
    Parts parts = new Parts();
    try {
      return start(parts, files, changes, insecure, whenFenced);
    } catch (ConfigurationException wrong) {
      parts.close();
      throw new Failure(ExitCode.USAGE, Loader.text(wrong), wrong);
    } catch (StoreException failure) {
      parts.close();
      throw new Failure(ExitCode.FAILED, String.valueOf(failure.getMessage()), failure);
    } catch (RuntimeException failure) {
      parts.close();
      throw failure;
    }
  }

  private static RunningEngine start(
      Parts parts, ConfigFiles files, List<Change> changes, boolean insecure, Runnable whenFenced)
      throws ConfigurationException {
    Path directory = Loader.stateDirectory(files, changes);
    StateDirectory state = parts.add("state directory", StateDirectory.take(directory));
    Plugins plugins = parts.add("plugins", Loader.plugins(state.path().resolve("plugins")));
    DatabaseSource database = new DatabaseSource();
    Loader loader = new Loader(files, changes, plugins, List.of(database));
    Loaded loaded = loader.load();
    requireSoundPlugins(loaded);
    Configuration configuration = loaded.configuration();
    ApiSettings apiSettings = apiSettings(configuration, insecure);
    requireFreePort(apiSettings);

    EngineSettings engineSettings = engineSettings(configuration);
    Store store =
        parts.add("database", Store.open(ConfiguredDatabase.settings(configuration, state.path())));
    database.attach(store);
    Membership membership =
        parts.add(
            "membership", Membership.join(store, engineSettings, state.lastEngine(), whenFenced));
    state.lastEngine(membership.id());

    Clock clock = Clock.systemUTC();
    StoredJournal journal = StoredJournal.open(store, clock, membership.partition());
    Delivery delivery =
        parts.add(
            "delivery", Delivery.of(journal, StoredRegister.of(store, journal.partition()), clock));
    Dispatchers dispatchers = new Dispatchers(delivery);
    apply(dispatchers, loaded);

    RetentionRuns runs = new RetentionRuns(store, clock, membership.id());
    clean(parts, configuration, journal, delivery, store, runs, clock);
    Optional<String> host =
        store.dialect() == Dialect.SQLITE ? Optional.empty() : Optional.of(engineSettings.host());
    List<ProfileType> types = profileTypes(parts, configuration, host, state);
    Lanes lanes = new DeliveredLanes(journal, delivery);
    Engine engine =
        parts.add(
            "engine",
            Engine.start(membership, lanes, store, journal, engineSettings, types, clock));
    Reloading reloading = new Reloading(loader, dispatchers, configuration);
    parts.add("configuration", OwnedThread.start("configuration", reloading::watch));
    ApiServer api =
        parts.add(
            "API", listen(apiSettings, engine, new EventTable(store), journal, delivery, runs));
    return new RunningEngine(parts, reloading, engine.id(), url(apiSettings, api.port()));
  }

  /** Deletes from now on what is old: of the journal, and of the tables of events and actions. */
  private static void clean(
      Parts parts,
      Configuration configuration,
      StoredJournal journal,
      Delivery delivery,
      Store store,
      RetentionRuns runs,
      Clock clock) {
    parts.add(
        "journal retention",
        Retention.start(
            journal,
            configuration.get(ServerOptions.JOURNAL_AGE),
            configuration.get(ServerOptions.JOURNAL_BYTES),
            delivery::active));
    parts.add(
        "retention",
        Scavenger.start(
            store,
            runs,
            clock,
            configuration.get(ServerOptions.EVENT_RETENTION),
            configuration.get(ServerOptions.ACTION_RETENTION)));
  }

  /** What nodes can be; the output of those that are processes is watched from now on. */
  private static List<ProfileType> profileTypes(
      Parts parts, Configuration configuration, Optional<String> host, StateDirectory state) {
    HostProcessSettings processes =
        HostProcessSettings.from(configuration, host, state.path().resolve("processes"));
    ProcessOutputs outputs = new ProcessOutputs(processes);
    parts.add("output of processes", OwnedThread.start("process-output", outputs::watch));
    return List.of(new HostProcesses(processes), new SimulatedNodes());
  }

  private static ApiServer listen(
      ApiSettings settings,
      Engine engine,
      EventTable events,
      StoredJournal journal,
      Delivery delivery,
      RetentionRuns runs) {
    try {
      return ApiServer.start(settings, engine, events, journal, delivery, runs);
    } catch (IllegalStateException taken) {
      throw new Failure(ExitCode.FAILED, String.valueOf(taken.getMessage()), taken);
    }
  }

  /** The UUID of this start of the engine. */
  String id() {
    return id;
  }

  /** Where it answers. */
  public URI url() {
    return url;
  }

  /** Reads the configuration again, soon; returns at once. */
  void reload() {
    reloading.demand();
  }

  @Override
  public void close() {
    parts.close();
  }

  private static void requireSoundPlugins(Loaded loaded) {
    boolean fatal = loaded.configuration().get(ServerOptions.PLUGIN_ERRORS).equals("fatal");
    if (fatal && !loaded.problems().isEmpty()) {
      throw new Failure(
          ExitCode.FAILED,
          loaded.problems().stream()
              .map(PluginProblem::toString)
              .collect(Collectors.joining("; ", "plugin_errors = fatal: ", "")));
    }
  }

  private static void apply(Dispatchers dispatchers, Loaded loaded) throws ConfigurationException {
    try {
      dispatchers.apply(loaded);
    } catch (Refused refused) {
      throw new ConfigurationException(Reloading.problems(refused, loaded.configuration()));
    }
  }

  private static EngineSettings engineSettings(Configuration configuration) {
    try {
      return EngineSettings.from(configuration);
    } catch (IllegalArgumentException wrong) {
      throw new Failure(ExitCode.USAGE, String.valueOf(wrong.getMessage()), wrong);
    }
  }

  /**
   * How the API is served.
   *
   * @throws Failure if it cannot be so
   */
  static ApiSettings apiSettings(Configuration configuration, boolean insecure) {
    try {
      return new ApiSettings(
          configuration.get(ServerOptions.BIND_HOST),
          configuration.get(ServerOptions.BIND_PORT),
          insecure,
          configuration.get(ServerOptions.MAX_BODY),
          MAX_NESTING_DEPTH,
          HEARTBEAT,
          STOP_LIMIT);
    } catch (IllegalArgumentException wrong) {
      throw new Failure(ExitCode.USAGE, String.valueOf(wrong.getMessage()), wrong);
    }
  }

  /** Before anything is opened or run; the API listens only once all else works. */
  private static void requireFreePort(ApiSettings settings) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(settings.host(), settings.port()));
    } catch (IOException taken) {
      throw new Failure(
          ExitCode.FAILED,
          "the API cannot listen on %s:%d (%s); stop what does, or set [senlin_api] bind_port"
              .formatted(settings.host(), settings.port(), taken.getMessage()),
          taken);
    }
  }

  private static URI url(ApiSettings settings, int port) {
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return URI.create("http://" + host + ":" + port);
  }
}
