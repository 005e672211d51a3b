package io.senlin.engine.process;

import io.senlin.config.Configuration;
import io.senlin.config.Option;
import java.nio.file.Path;
import java.util.List;

/**
 * Which programs may run, and where their output goes.
 *
 * @param directory for the output of the processes; made if it does not exist
 * @param allowed absolute paths of the only programs that may run
 */
public record HostProcessSettings(Path directory, List<Path> allowed) {
  static final Option<List<String>> ALLOWED =
      Option.list("host_process", "allowed")
          .or("")
          .help(
              "Absolute paths of the programs that nodes of profile type host.process may run, with"
                  + " commas between them. None unless named here.");

  /** Every option of this profile type. */
  public static final List<Option<?>> OPTIONS = List.of(ALLOWED);

  public HostProcessSettings {
    allowed = List.copyOf(allowed);
  }

  public static HostProcessSettings from(Configuration configuration, Path directory) {
    return new HostProcessSettings(
        directory,
        configuration.get(ALLOWED).stream().filter(path -> !path.isBlank()).map(Path::of).toList());
  }
}
