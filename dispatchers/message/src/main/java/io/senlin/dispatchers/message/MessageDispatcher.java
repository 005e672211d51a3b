package io.senlin.dispatchers.message;

import io.senlin.dispatchers.message.Publisher.Attempt;
import io.senlin.spi.Action;
import io.senlin.spi.Details;
import io.senlin.spi.DispatcherName;
import io.senlin.spi.Event;
import io.senlin.spi.EventBackend;
import io.senlin.spi.Level;
import io.senlin.spi.Option;
import io.senlin.spi.PartlyDelivered;
import io.senlin.spi.RetryAfter;
import io.senlin.spi.Settings;
import io.senlin.spi.Undeliverable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends every event as a notification of oslo.messaging to RabbitMQ, byte for byte as Senlin 14
 * does; see docs/notifications.md.
 *
 * <p>An event is done when the broker has confirmed its messages: taken by a queue, on disk if the
 * queue is durable. After a failure the same events are published again, so a consumer may see one
 * twice, with equal {@code message_id}; the first copies of all events are in order in each queue.
 *
 * <p>While the broker blocks because it is short of memory or disk, a call waits. Closing, or an
 * interrupt, ends any wait at once.
 */
@DispatcherName("message")
public final class MessageDispatcher extends EventBackend {
  private static final String NOTIFICATION_LOGGER = "oslo.messaging.notification.";

  private @Nullable Sink sink;
  private @Nullable UUID failing;
  private int failures;

  /** What there is once the options are known. */
  private record Sink(MessageSettings settings, NotificationWriter writer, Publisher publisher) {}

  @Override
  public List<Option> options() {
    return MessageOptions.ALL;
  }

  /**
   * Checks the options. Connects only for the first event, so that a broker that is away does not
   * keep the dispatcher from starting.
   *
   * @throws IllegalArgumentException if an option is wrong
   */
  @Override
  public void open(Settings given) {
    MessageSettings settings = MessageSettings.of(given);
    sink =
        new Sink(
            settings,
            new NotificationWriter(settings.host(), settings.additions()),
            new Publisher(settings));
  }

  @Override
  public void dump(Level level, Action action, Details details) throws Exception {
    dumpAll(List.of(new Event(level, action, details)));
  }

  @Override
  public void dumpAll(List<Event> events) throws Exception {
    if (sink == null) {
      throw new IllegalStateException("the dispatcher 'message' is not open");
    }
    List<Outgoing> batch = messages(sink, events);
    Attempt attempt =
        batch.isEmpty()
            ? new Attempt(events.size(), Optional.empty())
            : sink.publisher().publish(batch);
    int delivered = attempt.delivered();
    log(sink, events.subList(0, delivered));
    if (attempt.failure().isPresent()) {
      List<Event> rest = events.subList(delivered, events.size());
      Exception verdict = verdict(sink.settings(), rest, attempt.failure().get());
      throw delivered == 0 ? verdict : new PartlyDelivered(delivered, verdict);
    }
    failing = null;
  }

  private static List<Outgoing> messages(Sink sink, List<Event> events) {
    MessageSettings settings = sink.settings();
    NotificationWriter writer = sink.writer();
    List<Outgoing> batch = new ArrayList<>(events.size());
    boolean bare = settings.drivers().contains(Driver.MESSAGING);
    boolean enveloped = settings.drivers().contains(Driver.MESSAGINGV2);
    if (!bare && !enveloped) {
      return batch;
    }
    for (int i = 0; i < events.size(); i++) {
      byte[] body = writer.bare(events.get(i));
      byte[] envelope = enveloped ? writer.enveloped(body) : body;
      String priority = NotificationWriter.routingPriority(events.get(i).level());
      for (String topic : settings.topics()) {
        if (bare) {
          batch.add(new Outgoing(i, topic + "." + priority, body));
        }
        if (enveloped) {
          batch.add(new Outgoing(i, topic + "." + priority, envelope));
        }
      }
    }
    return batch;
  }

  /**
   * What follows from a failure.
   *
   * @param rest what is not delivered; the failure is that of the first of them
   */
  private Exception verdict(MessageSettings settings, List<Event> rest, BrokerFailure failure) {
    if (failure.tooLarge()) {
      return new Undeliverable(failure.getMessage(), failure);
    }
    UUID id = rest.getFirst().details().id();
    failures = id.equals(failing) ? failures + 1 : 1;
    failing = id;
    if (settings.retry() >= 0 && failures > settings.retry()) {
      if (rest.size() == 1) {
        failing = null; // else it is offered once more, alone
      }
      return new Undeliverable(
          "tried %d times ([oslo_messaging_notifications] retry = %d): %s"
              .formatted(failures, settings.retry(), failure.getMessage()),
          failure);
    }
    return failure.isUnreachable()
        ? new RetryAfter(settings.reconnectDelay(), failure.getMessage())
        : failure;
  }

  private static void log(Sink sink, List<Event> events) {
    if (!sink.settings().drivers().contains(Driver.LOG)) {
      return;
    }
    for (Event event : events) {
      String text = sink.writer().logged(event);
      Logger log =
          LoggerFactory.getLogger(NOTIFICATION_LOGGER + NotificationWriter.eventType(event));
      switch (event.level()) {
        case DEBUG -> log.debug(text);
        case INFO -> log.info(text);
        case WARNING -> log.warn(text);
        case ERROR, CRITICAL -> log.error(text);
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    if (sink != null) {
      sink.publisher().close();
    }
  }
}
