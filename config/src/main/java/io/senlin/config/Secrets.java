package io.senlin.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Looks up secrets that senlin.conf only refers to: {@code env:NAME} is the environment variable,
 * {@code file:PATH} the content of the file without the line break at its end. Any other value is
 * the secret itself. Immutable.
 */
public final class Secrets {
  private final Map<String, String> environment;

  private Secrets(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Secrets from the environment of this process. */
  public static Secrets ofProcess() {
    return new Secrets(System.getenv());
  }

  /** Secrets from the given environment variables. */
  public static Secrets of(Map<String, String> environment) {
    return new Secrets(Map.copyOf(environment));
  }

  /**
   * The secret that a value of senlin.conf is or refers to.
   *
   * @throws IllegalArgumentException if the variable is not set or the file cannot be read; the
   *     message completes "the value …" and does not show a secret
   */
  public String resolve(String value) {
    if (value.startsWith("env:")) {
      return variable(value.substring("env:".length()));
    }
    if (value.startsWith("file:")) {
      return content(value.substring("file:".length()));
    }
    return value;
  }

  private String variable(String name) {
    String secret = environment.get(name);
    if (secret == null) {
      throw new IllegalArgumentException(
          "refers to the environment variable '%s', which is not set".formatted(name));
    }
    return secret;
  }

  private static String content(String file) {
    try {
      return Files.readString(Path.of(file)).replaceFirst("\\R\\z", "");
    } catch (IOException | InvalidPathException unreadable) {
      throw new IllegalArgumentException(
          "refers to the file '%s', which cannot be read (%s)"
              .formatted(file, unreadable.getClass().getSimpleName()),
          unreadable);
    }
  }
}
