package io.senlin.dispatchers.message;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The exchange and the queues, declared exactly as oslo.messaging declares them: one topic
 * exchange, and a queue for each topic and priority, bound by its own name. Whoever comes first
 * declares them, and who comes later must declare the same, so these must fit the consumers'
 * options.
 *
 * @param exchange its name, {@code senlin}
 * @param durable whether exchange and queues outlive a restart of the broker
 * @param messageTtl how long a notification waits for a consumer before the broker drops it
 * @param maxLength how many notifications a queue holds
 * @param maxBytes how large their bodies may be in all
 * @param overflow what a full queue does: {@code drop-head} or {@code reject-publish}
 */
record Topology(
    String exchange,
    boolean durable,
    boolean autoDelete,
    boolean quorum,
    Optional<Duration> messageTtl,
    Optional<Integer> maxLength,
    Optional<Long> maxBytes,
    Optional<String> overflow) {

  /**
   * Sees to it that a queue is there and gets the messages with its name as routing key.
   *
   * @throws IOException if the broker refuses; the channel is closed then
   */
  void declare(Channel channel, String queue) throws IOException {
    channel.exchangeDeclare(exchange, "topic", lasting(), autoDelete, Map.of());
    channel.queueDeclare(queue, lasting(), false, autoDelete, arguments());
    channel.queueBind(queue, exchange, queue);
  }

  private boolean lasting() {
    return durable || quorum; // as oslo.messaging has it: a quorum queue is always durable
  }

  private Map<String, Object> arguments() {
    Map<String, Object> arguments = new LinkedHashMap<>();
    if (quorum) {
      arguments.put("x-queue-type", "quorum");
    }
    messageTtl.ifPresent(ttl -> arguments.put("x-message-ttl", ttl.toMillis()));
    maxLength.ifPresent(length -> arguments.put("x-max-length", length));
    maxBytes.ifPresent(bytes -> arguments.put("x-max-length-bytes", bytes));
    overflow.ifPresent(policy -> arguments.put("x-overflow", policy));
    return arguments;
  }
}
