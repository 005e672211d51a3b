package io.senlin.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that all lists have. */
final class Listing {
  @Option(
      names = "--filters",
      paramLabel = "KEY=VALUE",
      split = ";",
      description = "Only those with this value; repeatable, or several with ';' between them.")
  private Map<String, String> filters = new LinkedHashMap<>();

  @Option(names = "--limit", paramLabel = "N", description = "At most so many.")
  private @Nullable Integer limit;

  @Option(names = "--marker", paramLabel = "ID", description = "Only those after this one.")
  private @Nullable String marker;

  @Option(
      names = "--sort",
      paramLabel = "KEY[:DIR],…",
      description = "Order: keys, each with asc or desc.")
  private @Nullable String sort;

  @Option(names = "--global-project", description = "Those of all projects.")
  private boolean globalProject;

  @Option(names = "--full-id", description = "Show whole ids, not their first eight characters.")
  private boolean fullId;

  /** The query, in the API's terms. */
  Map<String, String> query() {
    Map<String, String> query = new LinkedHashMap<>(filters);
    if (marker != null) {
      query.put("marker", marker);
    }
    if (sort != null) {
      query.put("sort", sort);
    }
    if (globalProject) {
      query.put("global_project", "true");
    }
    return query;
  }

  Optional<Integer> limit() {
    return Optional.ofNullable(limit);
  }

  boolean fullId() {
    return fullId;
  }
}
