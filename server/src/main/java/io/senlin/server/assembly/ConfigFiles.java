package io.senlin.server.assembly;

import io.senlin.config.Change;
import io.senlin.config.Configuration;
import io.senlin.config.ConfigurationException;
import io.senlin.config.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say which files are the configuration. */
public final class ConfigFiles {
  private static final List<Path> USUAL =
      List.of(Path.of("etc/senlin.conf"), Path.of("/etc/senlin/senlin.conf"));

  @Option(
      names = "--config-file",
      paramLabel = "FILE",
      description =
          "A configuration file; repeatable. Without one: etc/senlin.conf here, else"
              + " /etc/senlin/senlin.conf, if there is one.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--config-dir",
      paramLabel = "DIR",
      description = "A directory whose *.conf files are read as well; repeatable.")
  private List<Path> directories = new ArrayList<>();

  /** One file. */
  public static ConfigFiles of(Path file) {
    ConfigFiles one = new ConfigFiles();
    one.files.add(file);
    return one;
  }

  /**
   * Reads the files.
   *
   * @param changes what the command line says instead
   * @throws ConfigurationException with everything that is wrong
   */
  Configuration load(Options options, List<Change> changes) throws ConfigurationException {
    return Configuration.load(options, files(), directories).with(changes);
  }

  /** The files and directories that {@link #load} reads. */
  List<Path> paths() {
    return Stream.concat(files().stream(), directories.stream()).toList();
  }

  private List<Path> files() {
    if (!files.isEmpty()) {
      return files;
    }
    return USUAL.stream().filter(Files::exists).limit(1).toList();
  }
}
