package io.senlin.delivery.plugin;

/** A plugin, or a dispatcher of it, cannot be used. */
final class Rejected extends Exception {
  Rejected(String message) {
    super(message);
  }

  Rejected(String message, Throwable cause) {
    super(message, cause);
  }
}
