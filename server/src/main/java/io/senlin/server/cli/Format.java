package io.senlin.server.cli;

/** How answers are shown. */
enum Format {
  /** For people. */
  TABLE,
  /** For programs: exactly what the engine said. */
  JSON
}
