package io.senlin.benchmarks;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;

/** Publishes ready-made messages with the client library alone, so many without a confirm. */
final class RawPublisher implements ConfirmListener {
  private static final AMQP.BasicProperties PROPERTIES =
      new AMQP.BasicProperties.Builder()
          .contentType("application/json")
          .contentEncoding("utf-8")
          .headers(Map.of())
          .deliveryMode(2)
          .priority(0)
          .build();

  private final int size;
  private final Semaphore window;
  private final BitSet pending = new BitSet();

  private RawPublisher(int size) {
    this.size = size;
    this.window = new Semaphore(size);
  }

  /** Messages per second, to the last confirm. */
  static double publish(int port, int window, List<GetResponse> messages)
      throws IOException, InterruptedException, TimeoutException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(port);
    try (Connection connection = factory.newConnection();
        Channel channel = connection.createChannel()) {
      RawPublisher publisher = new RawPublisher(window);
      channel.addConfirmListener(publisher);
      channel.confirmSelect();
      return publisher.publish(channel, messages);
    }
  }

  private double publish(Channel channel, List<GetResponse> messages)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    for (GetResponse message : messages) {
      window.acquire();
      synchronized (pending) {
        pending.set((int) channel.getNextPublishSeqNo());
      }
      channel.basicPublish(
          message.getEnvelope().getExchange(),
          message.getEnvelope().getRoutingKey(),
          true,
          PROPERTIES,
          message.getBody());
    }
    window.acquire(size); // all of them are confirmed
    return messages.size() * 1e9 / (System.nanoTime() - start);
  }

  @Override
  public void handleAck(long tag, boolean multiple) {
    int confirmed = 0;
    synchronized (pending) {
      for (int next = pending.nextSetBit(multiple ? 0 : (int) tag);
          next >= 0 && next <= tag;
          next = pending.nextSetBit(next + 1)) {
        pending.clear(next);
        confirmed++;
      }
    }
    window.release(confirmed);
  }

  @Override
  public void handleNack(long tag, boolean multiple) {
    throw new IllegalStateException("RabbitMQ has refused a message of the benchmark");
  }
}
