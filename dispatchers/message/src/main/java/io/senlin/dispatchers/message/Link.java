package io.senlin.dispatchers.message;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Address;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.client.SocketConfigurators;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * A connection to one broker with one channel. It lives until something about it fails: then it is
 * dropped, and the next batch gets a new one. For one thread.
 */
final class Link {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration CLOSE = Duration.ofSeconds(1);

  /** What Senlin sends with a notification, and nothing else. */
  private static final AMQP.BasicProperties PROPERTIES =
      new AMQP.BasicProperties.Builder()
          .contentType("application/json")
          .contentEncoding("utf-8")
          .headers(Map.of())
          .deliveryMode(2)
          .priority(0)
          .build();

  private final MessageSettings settings;
  private final BrokerAddress broker;
  private final Connection connection;
  private final Channel channel;
  private final ConfirmWindow window;
  private final Set<String> declared = new HashSet<>();

  private Link(
      MessageSettings settings,
      BrokerAddress broker,
      Connection connection,
      Channel channel,
      ConfirmWindow window) {
    this.settings = settings;
    this.broker = broker;
    this.connection = connection;
    this.channel = channel;
    this.window = window;
  }

  /**
   * Connects.
   *
   * @param wire gets hold of the socket
   * @throws BrokerFailure if that fails
   */
  static Link open(MessageSettings settings, BrokerAddress broker, Wire wire) throws BrokerFailure {
    try {
      Connection connection =
          factory(settings, broker, wire)
              .newConnection(
                  List.of(new Address(broker.host(), broker.port())),
                  "senlin-engine:" + settings.host());
      ConfirmWindow window =
          new ConfirmWindow(broker.toString(), settings.confirmWindow(), settings.confirmTimeout());
      connection.addBlockedListener(window);
      return new Link(settings, broker, connection, channel(connection, window), window);
    } catch (IOException
        | TimeoutException
        | ShutdownSignalException
        | GeneralSecurityException failure) {
      throw BrokerFailure.of(failure, broker, settings.transport().virtualHost());
    }
  }

  private static Channel channel(Connection connection, ConfirmWindow window) throws IOException {
    try {
      Channel channel = connection.createChannel();
      channel.addConfirmListener(window);
      channel.addReturnListener(window);
      channel.addShutdownListener(window);
      channel.confirmSelect();
      return channel;
    } catch (IOException | ShutdownSignalException failure) {
      connection.abort((int) CLOSE.toMillis());
      throw failure;
    }
  }

  private static ConnectionFactory factory(
      MessageSettings settings, BrokerAddress broker, Wire wire)
      throws IOException, GeneralSecurityException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUsername(broker.user());
    factory.setPassword(broker.password());
    factory.setVirtualHost(settings.transport().virtualHost());
    factory.setAutomaticRecoveryEnabled(false); // a batch is published again as a whole
    factory.setTopologyRecoveryEnabled(false);
    factory.setConnectionTimeout((int) CONNECT.toMillis());
    factory.setHandshakeTimeout((int) CONNECT.toMillis());
    factory.setShutdownTimeout((int) CLOSE.toMillis());
    factory.setChannelRpcTimeout((int) settings.confirmTimeout().toMillis());
    factory.setRequestedHeartbeat((int) settings.heartbeat().toSeconds());
    Wire own = new Wire();
    factory.setSocketConfigurator(
        SocketConfigurators.defaultConfigurator().andThen(wire).andThen(own));
    factory.setExceptionHandler(new ConnectionFaults(own));
    factory.setThreadFactory(Thread.ofPlatform().daemon().name("message-", 0).factory());
    if (settings.tls().isPresent()) {
      SSLContext context = settings.tls().get().context();
      factory.useSslProtocol(context);
      if (settings.tls().get().verified()) {
        factory.enableHostnameVerification();
      }
    }
    return factory;
  }

  /** The broker at its other end. */
  BrokerAddress broker() {
    return broker;
  }

  /** Whether it can publish. */
  boolean isOpen() {
    return channel.isOpen();
  }

  /**
   * Publishes messages in their order and waits until the broker has confirmed all of them.
   *
   * @throws BrokerFailure if it has not; {@link #confirmed} says how many of the first are done
   */
  void publish(List<Outgoing> batch) throws BrokerFailure, InterruptedException {
    try {
      window.begin(channel.getNextPublishSeqNo());
      declare(batch);
      for (Outgoing message : batch) {
        window.enter();
        channel.basicPublish(
            settings.topology().exchange(), message.routingKey(), true, PROPERTIES, message.body());
      }
      window.awaitAll();
    } catch (BrokerFailure refused) {
      settle();
      throw refused;
    } catch (IOException | ShutdownSignalException failure) {
      BrokerFailure reported =
          BrokerFailure.of(reason(failure), broker, settings.transport().virtualHost());
      abort(); // an answer that comes late would be taken for that of the next question
      throw reported;
    } catch (InterruptedException stop) {
      abort(); // what is on its way would be taken for messages of the next batch
      throw stop;
    }
  }

  /**
   * Before the first message, for a broker that is short of memory or disk reads nothing more from
   * a connection that has published, and so would not answer.
   */
  private void declare(List<Outgoing> batch) throws IOException {
    for (Outgoing message : batch) {
      if (!declared.contains(message.routingKey())) {
        settings.topology().declare(channel, message.routingKey());
        declared.add(message.routingKey());
      }
    }
  }

  /** How many messages of the last batch, from its first, the broker has taken for certain. */
  int confirmed() {
    return window.done();
  }

  /** A refused message leaves the channel usable, but only once nothing is on its way. */
  private void settle() throws InterruptedException {
    declared.clear();
    if (!window.settled()) {
      abort();
    }
  }

  /** A failed write says less than the broker's own words, if those have arrived. */
  private Throwable reason(Exception failure) {
    ShutdownSignalException closed = channel.getCloseReason();
    return closed == null ? failure : closed;
  }

  /** Ends the connection without waiting for what is on its way. */
  void abort() throws InterruptedException {
    Interruptible.run("message-close", CLOSE, () -> connection.abort((int) CLOSE.toMillis()));
  }
}
