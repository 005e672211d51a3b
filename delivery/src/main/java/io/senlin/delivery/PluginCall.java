package io.senlin.delivery;

import io.senlin.spi.DispatchException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The one place where code of a dispatcher is called: with its class loader as the thread's, and
 * whatever it throws is a value afterwards, errors too. A plugin that cannot be linked, recurses
 * without end or takes all memory fails like one whose sink is away; it never ends its worker.
 */
final class PluginCall {
  private static final int MAX_CAUSES = 10;
  private static final int MAX_FRAMES = 50;

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

  /**
   * Where a throwable and its causes come from, for the author of a dispatcher.
   *
   * @param redact makes what one of them says fit to be shown
   */
  static String trace(Throwable thrown, UnaryOperator<String> redact) {
    StringBuilder text = new StringBuilder();
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      text.append(depth == 0 ? "" : "\ncaused by ").append(redact.apply(describe(cause)));
      Stream.of(cause.getStackTrace())
          .limit(MAX_FRAMES)
          .forEach(frame -> text.append("\n\tat ").append(frame));
      cause = cause.getCause();
    }
    return text.toString();
  }

  private static String named(Throwable thrown, String message) {
    return thrown instanceof DispatchException
        ? message
        : thrown.getClass().getSimpleName() + ": " + message;
  }
}
