package io.senlin.engine.process;

import io.senlin.config.Configuration;
import io.senlin.config.Option;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which programs may run, and where their output goes.
 *
 * @param host the name of this machine, if engines on others may share the database
 * @param directory for the output of the processes; made if it does not exist
 * @param allowed absolute paths of the only programs that may run
 * @param maxOutputBytes the size beyond which the file with a process's output is cut
 */
public record HostProcessSettings(
    Optional<String> host, Path directory, List<Path> allowed, long maxOutputBytes) {
  static final Option<List<String>> ALLOWED =
      Option.list("host_process", "allowed")
          .or("")
          .where(
              paths -> paths.stream().allMatch(path -> path.isBlank() || path.startsWith("/")),
              "must be absolute paths")
          .help(
              "Absolute paths of the programs that nodes of profile type host.process may run, with"
                  + " commas between them. None unless named here.");

  static final Option<Long> MAX_OUTPUT =
      Option.size("host_process", "max_output")
          .or("10MiB")
          .where(size -> size > 0, "must be 1 or more")
          .help(
              "The size beyond which the file with the output of a process is cut, within ten"
                  + " seconds. Its end, of the same size, is kept as NODE.out.1.");

  /** Every option of this profile type. */
  public static final List<Option<?>> OPTIONS = List.of(ALLOWED, MAX_OUTPUT);

  public HostProcessSettings {
    allowed = List.copyOf(allowed);
    if (maxOutputBytes < 1) {
      throw new IllegalArgumentException(
          "maxOutputBytes is " + maxOutputBytes + "; give 1 or more");
    }
  }

  public static HostProcessSettings from(
      Configuration configuration, Optional<String> host, Path directory) {
    return new HostProcessSettings(
        host,
        directory,
        configuration.get(ALLOWED).stream().filter(path -> !path.isBlank()).map(Path::of).toList(),
        configuration.get(MAX_OUTPUT));
  }
}
