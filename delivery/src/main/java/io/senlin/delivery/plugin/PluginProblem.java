package io.senlin.delivery.plugin;

import java.nio.file.Path;

/**
 * Why a plugin, or one dispatcher of it, cannot be used.
 *
 * @param file the jar or folder
 * @param message what is wrong, and what to do about it
 */
public record PluginProblem(Path file, String message) {
  /** {@code file: message}. */
  @Override
  public String toString() {
    return file + ": " + message;
  }
}
