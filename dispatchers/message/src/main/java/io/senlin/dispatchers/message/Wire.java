package io.senlin.dispatchers.message;

import com.rabbitmq.client.SocketConfigurator;
import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket of the newest connection that was told of it. The client library waits for a broker's
 * answer, or for it to read, without hearing interrupts; closing the socket under it ends any wait.
 * Thread-safe.
 */
final class Wire implements SocketConfigurator {
  private static final Logger LOG = LoggerFactory.getLogger(MessageDispatcher.class);

  private volatile @Nullable Socket socket;

  @Override
  public void configure(Socket created) {
    socket = created;
  }

  /**
   * Closes it at once: without a farewell, for which TLS would wait until a stuck write is over.
   */
  void cut() {
    Socket newest = socket;
    if (newest != null) {
      try {
        newest.setSoLinger(true, 0);
        newest.close();
      } catch (IOException closed) {
        LOG.debug("the socket to RabbitMQ was closed already", closed);
      }
    }
  }
}
