package io.senlin.api;

/**
 * Where an endpoint is found.
 *
 * @param method GET, POST, …
 * @param pattern the path, with names of its parts in braces
 * @param since the microversion it first appeared in
 */
record Route(String method, String pattern, Kind kind, Microversion since) {
  /** How a route goes with microversions. */
  enum Kind {
    /** Senlin's API. */
    VERSIONED,
    /** The list of versions, and what Senlin does not have. */
    PLAIN,
    /** No endpoint is there. */
    ABSENT
  }
}
