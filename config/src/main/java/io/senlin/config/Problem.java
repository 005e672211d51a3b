package io.senlin.config;

/**
 * Something wrong with, or worth saying of, the configuration.
 *
 * @param origin where; {@link Origin.Default} if something is missing
 * @param message what, and what to do about it; never shows a secret
 */
public record Problem(Origin origin, String message) {
  private static final int MAX_LENGTH = 400;

  public Problem {
    // a message repeats words of the file: no escape codes for the terminal, no endless line
    String line = message.replaceAll("\\p{Cntrl}", " ");
    message = line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
  }

  /** {@code file:line: message}. */
  @Override
  public String toString() {
    return origin instanceof Origin.Default ? message : origin + ": " + message;
  }
}
