package io.senlin.dispatchers.message;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;

/**
 * What is done about faults that the client library meets on its own threads. None is logged here:
 * the batch it concerns fails, and that is reported once, in words. A connection that broke, or
 * whose broker has been silent for too long, loses its socket at once: the library would first wait
 * for a lock that a publisher holds while it writes to a broker that reads nothing.
 */
final class ConnectionFaults extends ForgivingExceptionHandler {
  private final Wire wire;

  /**
   * Those of one connection.
   *
   * @param wire has its socket
   */
  ConnectionFaults(Wire wire) {
    this.wire = wire;
  }

  @Override
  public void handleUnexpectedConnectionDriverException(Connection connection, Throwable fault) {
    wire.cut();
  }

  @Override
  protected void log(String message, Throwable e) {}
}
