package io.senlin.server.assembly;

import io.senlin.config.Configuration;
import io.senlin.delivery.DispatcherSource;
import io.senlin.delivery.plugin.PluginProblem;
import java.util.List;

/**
 * senlin.conf, read with the options of all dispatchers there are.
 *
 * @param dispatchers all there are, those that are part of the engine among them
 * @param problems with plugins; the others can be used all the same
 */
record Loaded(
    Configuration configuration, List<DispatcherSource> dispatchers, List<PluginProblem> problems) {
  Loaded {
    dispatchers = List.copyOf(dispatchers);
    problems = List.copyOf(problems);
  }
}
