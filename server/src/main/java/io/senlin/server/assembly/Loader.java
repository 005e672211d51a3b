package io.senlin.server.assembly;

import io.senlin.config.Change;
import io.senlin.config.Configuration;
import io.senlin.config.ConfigurationException;
import io.senlin.config.Options;
import io.senlin.config.Problem;
import io.senlin.config.Sample;
import io.senlin.config.SectionRule;
import io.senlin.delivery.DispatcherSource;
import io.senlin.delivery.plugin.Plugins;
import io.senlin.server.cli.ExitCode;
import io.senlin.server.cli.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads senlin.conf. In two steps, as plugins bring options of their own: first only where the
 * plugins are, then, once they are found, everything, with every option known. For one thread at a
 * time.
 */
final class Loader {
  private static final Options FIRST =
      Options.of(List.of(ServerOptions.STATE_DIR, ServerOptions.PLUGIN_PATH))
          .with("", SectionRule.ANY_KEY);

  private final ConfigFiles files;
  private final List<Change> changes;
  private final Plugins plugins;
  private final List<DispatcherSource> builtIn;

  /**
   * @param changes what the command line says instead of the files
   * @param builtIn the dispatchers that are part of the engine
   */
  Loader(ConfigFiles files, List<Change> changes, Plugins plugins, List<DispatcherSource> builtIn) {
    this.files = files;
    this.changes = List.copyOf(changes);
    this.plugins = plugins;
    this.builtIn = List.copyOf(builtIn);
  }

  /**
   * The plugins of an engine, which may not have the name of a dispatcher that is part of it.
   *
   * @param copies a folder for copies of their jars
   */
  static Plugins plugins(Path copies) {
    return Plugins.in(copies, Set.of(DatabaseSource.NAME));
  }

  /**
   * Reads the files, and looks at the plugins, as they are now.
   *
   * @throws ConfigurationException with everything that is wrong
   */
  Loaded load() throws ConfigurationException {
    Plugins.Found found = scan();
    List<DispatcherSource> all = dispatchers(found);
    Options options = DispatcherOptions.with(ServerOptions.all(), all);
    return new Loaded(files.load(options, changes), all, found.problems());
  }

  /** A senlin.conf with all options there are, those of every dispatcher among them. */
  String sample() throws ConfigurationException {
    List<DispatcherSource> all = dispatchers(scan());
    List<String> sections =
        all.stream().map(dispatcher -> ServerOptions.DISPATCHER + dispatcher.name()).toList();
    return Sample.of(DispatcherOptions.with(ServerOptions.all(), all), sections);
  }

  private Plugins.Found scan() throws ConfigurationException {
    Configuration first = files.load(FIRST, changes);
    return plugins.scan(pluginFolders(first), first.section(ServerOptions.CLASSES));
  }

  private List<DispatcherSource> dispatchers(Plugins.Found found) {
    return Stream.concat(builtIn.stream(), found.dispatchers().stream()).toList();
  }

  /**
   * The state directory, which must be known before all else: plugins run from copies in it.
   *
   * @throws ConfigurationException if the files cannot be read
   */
  static Path stateDirectory(ConfigFiles files, List<Change> changes)
      throws ConfigurationException {
    return files.load(FIRST, changes).get(ServerOptions.STATE_DIR);
  }

  /**
   * Reads everything for a command that runs no dispatcher.
   *
   * @throws Failure if something in the files is wrong
   */
  static Configuration once(ConfigFiles files, List<Change> changes) {
    try (Scratch scratch = Scratch.make();
        Plugins plugins = plugins(scratch.directory())) {
      return new Loader(files, changes, plugins, List.of(new DatabaseSource()))
          .load()
          .configuration();
    } catch (ConfigurationException wrong) {
      throw new Failure(ExitCode.USAGE, text(wrong), wrong);
    } catch (IOException failure) {
      throw new Failure(ExitCode.FAILED, "there is no room for temporary files", failure);
    }
  }

  /** All that is wrong, a line for each. */
  static String text(ConfigurationException wrong) {
    return wrong.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
  }

  /** Everything whose change may change the result of {@link #load}. */
  List<Path> watched(Configuration configuration) {
    return Stream.concat(files.paths().stream(), pluginFolders(configuration).stream()).toList();
  }

  /** The folders of {@code plugin_path}, then that of the plugins that come with the program. */
  private static List<Path> pluginFolders(Configuration configuration) {
    Stream<Path> given =
        configuration.find(ServerOptions.PLUGIN_PATH).stream().flatMap(List::stream).map(Path::of);
    Stream<Path> own =
        Optional.ofNullable(System.getProperty("senlin.home")).stream()
            .map(home -> Path.of(home, "plugins"));
    return Stream.concat(given, own).toList();
  }
}
