package io.senlin.dispatchers.message;

import com.rabbitmq.client.SocketConfigurator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * The socket of the newest connection. The client library waits for a broker's answer without
 * hearing interrupts; closing the socket under it ends any wait. Thread-safe.
 */
final class Wire implements SocketConfigurator {
  private volatile @Nullable Socket socket;

  @Override
  public void configure(Socket created) {
    socket = created;
  }

  void cut() {
    Socket newest = socket;
    if (newest != null) {
      try {
        newest.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
