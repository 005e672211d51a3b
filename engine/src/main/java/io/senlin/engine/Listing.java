package io.senlin.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which rows of a list are asked for.
 *
 * @param filters the values a column may have, by Senlin's name of the filter ({@code name}, {@code
 *     status}, …)
 * @param limit at most so many rows; empty for all
 * @param marker the id of the row before the first one wanted; one that names no row is ignored
 * @param sort Senlin's sort text, {@code name:asc,created_at:desc}
 * @param globalProject whether rows of every project are listed
 */
public record Listing(
    Map<String, List<String>> filters,
    Optional<Integer> limit,
    Optional<String> marker,
    Optional<String> sort,
    boolean globalProject) {

  /** Everything of the caller's project. */
  public static final Listing ALL =
      new Listing(Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), false);

  public Listing {
    filters = Map.copyOf(filters);
  }
}
