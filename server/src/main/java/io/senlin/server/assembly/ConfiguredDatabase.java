package io.senlin.server.assembly;

import io.senlin.config.Configuration;
import io.senlin.config.ConfigurationException;
import io.senlin.config.Problem;
import io.senlin.server.cli.ExitCode;
import io.senlin.server.cli.Failure;
import io.senlin.store.Store;
import io.senlin.store.StoreException;
import io.senlin.store.StoreFailure;
import io.senlin.store.StoreSettings;
import io.senlin.store.StoreUnavailable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The database that senlin.conf names, for commands that work on it themselves and ask no engine.
 * An SQLite file is for one engine at a time: {@link #with} ends with a sentence while one has it;
 * {@link #beside} works all the same.
 */
public final class ConfiguredDatabase {
  /** No more requests than this are served at once with any use. */
  private static final int MANY = 100;

  @Mixin private final ConfigFiles files = new ConfigFiles();

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description = "Where the engine keeps its files, instead of state_dir of senlin.conf.")
  private @Nullable Path stateDirectory;

  /**
   * The whole configuration.
   *
   * @throws Failure if something in it is wrong
   */
  public Configuration configuration() {
    return Loader.once(files, StateDirectory.change(Optional.ofNullable(stateDirectory)));
  }

  /**
   * Opens the database, its schema brought up to date, and closes it after the use.
   *
   * @throws Failure if the database cannot be opened, or fails during the use
   */
  public <T> T with(Function<Store, T> use) {
    return settled(
        settings -> {
          try (Store store = Store.open(settings)) {
            return use.apply(store);
          }
        });
  }

  /**
   * Opens the database beside the engines that run on it, in short transactions; its schema must be
   * up to date.
   *
   * @throws Failure if the database cannot be opened, or fails during the use
   */
  public <T> T beside(Function<Store, T> use) {
    return settled(
        settings -> {
          try (Store store = Store.guest(settings)) {
            return use.apply(store);
          }
        });
  }

  /** Hands over what the configuration says, and turns failures into what an operator reads. */
  <T> T settled(Function<StoreSettings, T> use) {
    Configuration configuration = configuration();
    Path state = configuration.get(ServerOptions.STATE_DIR).toAbsolutePath().normalize();
    try {
      return use.apply(settings(configuration, state));
    } catch (ConfigurationException wrong) {
      throw new Failure(ExitCode.USAGE, Loader.text(wrong), wrong);
    } catch (StoreUnavailable away) {
      throw new Failure(ExitCode.UNREACHABLE, String.valueOf(away.getMessage()), away);
    } catch (StoreException refused) {
      throw new Failure(ExitCode.FAILED, String.valueOf(refused.getMessage()), refused);
    }
  }

  /**
   * What the options in {@code [database]} say.
   *
   * @param state the directory that holds the SQLite file, if no other database is named
   * @throws ConfigurationException if {@code connection} is wrong
   */
  static StoreSettings settings(Configuration configuration, Path state)
      throws ConfigurationException {
    List<Problem> problems = problems(configuration);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    StoreSettings usual = StoreSettings.sqlite(state.resolve("senlin.db"));
    int poolSize = configuration.get(ServerOptions.MAX_POOL_SIZE);
    return new StoreSettings(
        configuration.find(ServerOptions.CONNECTION).orElse(usual.connection()),
        poolSize == 0 ? MANY : poolSize,
        configuration.get(ServerOptions.MAX_RETRIES),
        configuration.get(ServerOptions.RETRY_INTERVAL),
        configuration.get(ServerOptions.RECYCLE));
  }

  /** What is wrong with {@code connection}, as far as can be told without making one. */
  static List<Problem> problems(Configuration configuration) {
    try {
      configuration
          .find(ServerOptions.CONNECTION)
          .map(StoreSettings::of)
          .ifPresent(StoreSettings::check);
      return List.of();
    } catch (StoreFailure wrong) {
      return List.of(
          new Problem(
              configuration.origin(ServerOptions.CONNECTION), String.valueOf(wrong.getMessage())));
    }
  }
}
