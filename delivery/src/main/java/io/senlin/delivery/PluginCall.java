package io.senlin.delivery;

import io.senlin.spi.DispatchException;
import java.util.Optional;

/**
 * The one place where code of a dispatcher is called: with its class loader as the thread's, and
 * whatever it throws is a value afterwards, errors too. A plugin that cannot be linked, recurses
 * without end or takes all memory fails like one whose sink is away; it never ends its worker.
 */
final class PluginCall {
  private PluginCall() {}

  /** Something a dispatcher does. */
  @FunctionalInterface
  interface Body {
    void run() throws Exception;
  }

  /** What {@code body} threw; empty if it returned. */
  @SuppressWarnings("InterruptedExceptionSwallowed") // it is returned like any other
  static Optional<Throwable> attempt(ClassLoader loader, Body body) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      body.run();
      return Optional.empty();
    } catch (Throwable anything) {
      return Optional.of(anything);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /**
   * What a throwable says, also if it cannot say what it is; {@link Plan#redact} makes it fit to be
   * shown. Of the exceptions of the SPI only the message: their names tell the engine what to do,
   * and an operator nothing.
   */
  static String describe(Throwable thrown) {
    String name = thrown.getClass().getSimpleName();
    try {
      String message = thrown.getMessage();
      return message == null || message.isBlank() ? name : named(thrown, message);
    } catch (Throwable mute) {
      return name;
    }
  }

  private static String named(Throwable thrown, String message) {
    return thrown instanceof DispatchException
        ? message
        : thrown.getClass().getSimpleName() + ": " + message;
  }
}
