package io.senlin.store.retention;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which rows are too old.
 *
 * @param before those from before this instant
 * @param projects those of these projects; empty for those of all
 */
public record Expired(Instant before, List<String> projects) {
  public Expired {
    projects = projects.stream().distinct().toList();
  }

  /** Rows of all projects from before an instant. */
  public static Expired before(Instant instant) {
    return new Expired(instant, List.of());
  }

  /** The parts that are looked for one after the other, each along an index of its own. */
  List<Optional<String>> parts() {
    return projects.isEmpty()
        ? List.of(Optional.empty())
        : projects.stream().map(Optional::of).toList();
  }
}
