package io.senlin.testkit.brokers;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** What a consumer, or an administrator, does with the queues of a broker. */
public final class Queues implements AutoCloseable {
  private final Connection connection;

  public Queues(int port) throws IOException, TimeoutException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(port);
    factory.setAutomaticRecoveryEnabled(false);
    connection = factory.newConnection();
  }

  /** Something done on a channel of its own, which an error may close. */
  public interface Act<T> {
    T on(Channel channel) throws IOException;
  }

  public <T> T act(Act<T> act) throws IOException {
    Channel channel = connection.createChannel();
    try {
      return act.on(channel);
    } finally {
      channel.abort();
    }
  }

  public boolean exists(String queue) throws IOException {
    try {
      return act(channel -> channel.queueDeclarePassive(queue)) != null;
    } catch (IOException missing) {
      if (missing.getCause() instanceof ShutdownSignalException closed && !closed.isHardError()) {
        return false;
      }
      throw missing;
    }
  }

  /** Takes every message out of a queue. */
  public List<GetResponse> drain(String queue) throws IOException {
    List<GetResponse> taken = new ArrayList<>();
    take(queue, taken::add);
    return taken;
  }

  /**
   * Hands over every message of a queue and acknowledges it afterwards; so none is lost if the
   * broker breaks the connection meanwhile, but some come again.
   */
  public void take(String queue, Consumer<GetResponse> consumer) throws IOException {
    act(
        channel -> {
          GetResponse next = channel.basicGet(queue, false);
          while (next != null) {
            consumer.accept(next);
            channel.basicAck(next.getEnvelope().getDeliveryTag(), false);
            next = channel.basicGet(queue, false);
          }
          return queue;
        });
  }

  /** Throws away what a queue holds. */
  public void purge(String queue) throws IOException {
    act(channel -> channel.queuePurge(queue));
  }

  public void delete(String... queues) throws IOException {
    for (String queue : queues) {
      AMQP.Queue.DeleteOk deleted = act(channel -> channel.queueDelete(queue));
      if (deleted == null) {
        throw new IOException("the broker did not answer");
      }
    }
  }

  @Override
  public void close() {
    connection.abort();
  }
}
