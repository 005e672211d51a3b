package io.senlin.delivery.plugin;

import io.senlin.delivery.DispatcherSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The plugins below {@code plugin_path}: each sub-folder with jars, and each single jar, is one.
 * Thread-safe.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Plugins implements AutoCloseable {
  /** What a scan found. */
  public record Found(List<DispatcherSource> dispatchers, List<PluginProblem> problems) {
    public Found {
      dispatchers = List.copyOf(dispatchers);
      problems = List.copyOf(problems);
    }
  }

  private Plugins() {}

  /**
   * No plugins yet; {@link #scan} finds them.
   *
   * @param copies a folder of which nobody else makes use; jars are run from copies in it, so that
   *     replacing one never breaks what runs
   */
  public static Plugins in(Path copies) {
    throw new UnsupportedOperationException();
  }

  /**
   * Looks at all plugins. One whose files did not change since the last scan stays the same source;
   * one that is gone or changed is let go of as soon as nothing runs from it.
   *
   * @param folders {@code plugin_path}, in order of preference; one that does not exist is empty
   * @param classes {@code [senlin.dispatchers]}: classes by the name of the dispatcher
   */
  public Found scan(List<Path> folders, Map<String, String> classes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
