package io.senlin.config;

/**
 * Something wrong with, or worth saying of, the configuration.
 *
 * @param origin where; {@link Origin.Default} if something is missing
 * @param message what, and what to do about it; never shows a secret
 */
public record Problem(Origin origin, String message) {
  static Problem missing(String message) {
    return new Problem(new Origin.Default(), message);
  }

  /** {@code file:line: message}. */
  @Override
  public String toString() {
    return origin instanceof Origin.Default ? message : origin + ": " + message;
  }
}
