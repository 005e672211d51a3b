package io.senlin.dispatchers.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes batches to the first broker that answers, and connects to the next one when a
 * connection has failed. For one thread at a time; an interrupt of it ends any wait.
 */
final class Publisher {
  private static final Logger LOG = LoggerFactory.getLogger(MessageDispatcher.class);

  private final MessageSettings settings;
  private final Wire wire = new Wire();
  private int nextBroker;
  private @Nullable Link link;

  Publisher(MessageSettings settings) {
    this.settings = settings;
  }

  /**
   * What became of a batch.
   *
   * @param delivered how many events, from the first, are delivered
   * @param failure why the next one is not; absent if all are
   */
  record Attempt(int delivered, Optional<BrokerFailure> failure) {}

  /** Publishes a batch and waits until the broker has confirmed it, or something fails. */
  Attempt publish(List<Outgoing> batch) throws Exception {
    return Interruptible.call("message-publish", () -> attempt(batch), wire::cut);
  }

  private Attempt attempt(List<Outgoing> batch) throws InterruptedException {
    Link connected;
    try {
      connected = connected();
    } catch (BrokerFailure unreachable) {
      return new Attempt(0, Optional.of(unreachable));
    }
    try {
      connected.publish(batch);
      return new Attempt(batch.getLast().event() + 1, Optional.empty());
    } catch (BrokerFailure failure) {
      if (!connected.isOpen()) { // this broker may be reached and still be of no use for long
        nextBroker = (nextBroker + 1) % settings.transport().brokers().size();
      }
      // an event is delivered when the last of its messages is, so the first message that is not
      // confirmed belongs to the first event that is not delivered
      return new Attempt(batch.get(connected.confirmed()).event(), Optional.of(failure));
    }
  }

  /** The open link, or a new one to the first broker that answers, from the next one on. */
  private Link connected() throws BrokerFailure, InterruptedException {
    if (link != null && link.isOpen()) {
      return link;
    }
    close();
    List<BrokerAddress> brokers = settings.transport().brokers();
    List<BrokerFailure> problems = new ArrayList<>();
    while (problems.size() < brokers.size()) {
      BrokerAddress broker = brokers.get(nextBroker);
      try {
        Link opened = Link.open(settings, broker, wire);
        link = opened;
        LOG.info("dispatcher 'message' is connected to RabbitMQ at {}", broker);
        return opened;
      } catch (BrokerFailure failure) {
        problems.add(failure);
        nextBroker = (nextBroker + 1) % brokers.size();
      }
    }
    throw BrokerFailure.unreachable(problems);
  }

  /** Ends the connection, if there is one, without waiting for what is on its way. */
  void close() throws InterruptedException {
    Link dropped = link;
    link = null;
    if (dropped != null) {
      dropped.abort();
    }
  }
}
