package io.senlin.api;

import io.senlin.delivery.Delivery;
import io.senlin.engine.Engine;
import io.senlin.journal.Journal;

/**
 * The HTTP API, listening. Thread-safe; each request has its own virtual thread.
 *
 * <p>{@link #close} ends the streams of events, takes no new request, lets those that run finish
 * within {@link ApiSettings#stopLimit}, and returns when the port is free.
 */
@SuppressWarnings("DoNotCallSuggester") // the methods follow
public final class ApiServer implements AutoCloseable {
  private ApiServer() {}

  /**
   * Starts to listen.
   *
   * @throws IllegalStateException if the port is taken, with a sentence that says so
   */
  public static ApiServer start(
      ApiSettings settings, Engine engine, Journal journal, Delivery delivery) {
    throw new UnsupportedOperationException();
  }

  /** The port it listens on. */
  public int port() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
