package io.senlin.server.assembly;

import io.senlin.config.Configuration;
import io.senlin.delivery.Delivery;
import io.senlin.delivery.DispatcherConfiguration;
import io.senlin.delivery.DispatcherSource;
import io.senlin.delivery.Refused;
import io.senlin.delivery.plugin.PluginProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the dispatchers that run agree with senlin.conf. For one thread at a time. */
final class Dispatchers {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatchers.class);

  private final Delivery delivery;
  private Set<PluginProblem> reported = Set.of();

  Dispatchers(Delivery delivery) {
    this.delivery = delivery;
  }

  /**
   * Applies a configuration as a whole, and reports the problems of plugins that are new.
   *
   * @throws Refused if something is wrong; then nothing changed
   */
  void apply(Loaded loaded) throws Refused {
    loaded.problems().stream()
        .filter(problem -> !reported.contains(problem))
        .forEach(problem -> LOG.error("plugin not used: {}", problem));
    reported = Set.copyOf(loaded.problems());
    delivery.apply(loaded.dispatchers(), wanted(loaded));
  }

  /** Follows what administrators asked of other engines on the same database. */
  void refresh() throws Refused {
    delivery.refresh();
  }

  /**
   * Checks all that can be known of dispatchers before they run.
   *
   * @throws Refused with all that is wrong
   */
  static void check(Loaded loaded) throws Refused {
    Delivery.check(loaded.dispatchers(), wanted(loaded));
  }

  private static DispatcherConfiguration wanted(Loaded loaded) {
    Configuration configuration = loaded.configuration();
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    for (String section : configuration.sections(ServerOptions.DISPATCHER)) {
      add(sections, section.substring(ServerOptions.DISPATCHER.length()), loaded);
    }
    for (DispatcherSource dispatcher : loaded.dispatchers()) {
      add(sections, dispatcher.name(), loaded);
    }
    Map<String, String> common = new LinkedHashMap<>(configuration.section(ServerOptions.COMMON));
    common.remove(ServerOptions.CURSOR_RETENTION.name());
    List<String> enabled = configuration.get(ServerOptions.EVENT_DISPATCHERS);
    return new DispatcherConfiguration(
        enabled, common, sections, configuration.get(ServerOptions.CURSOR_RETENTION));
  }

  private static void add(Map<String, Map<String, String>> sections, String name, Loaded loaded) {
    sections.computeIfAbsent(
        name, each -> DispatcherOptions.values(loaded.configuration(), each, loaded.dispatchers()));
  }
}
