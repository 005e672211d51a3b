package io.senlin.benchmarks;

import com.rabbitmq.client.GetResponse;
import io.senlin.dispatchers.message.MessageDispatcher;
import io.senlin.spi.Event;
import io.senlin.spi.Settings;
import io.senlin.testkit.Events;
import io.senlin.testkit.brokers.Queues;
import io.senlin.testkit.brokers.RabbitServer;
import io.senlin.testkit.brokers.TestCertificate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Events per second through the {@code message} dispatcher, which encodes them, against the client
 * library publishing the same bodies ready-made, with the same window of confirms, to the same
 * RabbitMQ.
 */
final class MessageBenchmark implements Benchmark {
  private static final String NAME = "message : the client library alone, same bodies and window";
  private static final int BATCH = 500;
  private static final int WINDOW = 500;
  private static final int MOST_EVENTS = 20_000;
  private static final List<String> QUEUES =
      List.of("versioned_notifications.info", "versioned_notifications.error");

  @Override
  public String name() {
    return "message";
  }

  @Override
  public List<Line> run(Scale scale, Scratch scratch) throws Exception {
    if (!RabbitServer.expected()) {
      return List.of(
          new Skipped(
              NAME, "RabbitMQ is not installed; on Debian, .ci/rabbitmq-install installs it"));
    }
    int number = Math.min(scale.events(), MOST_EVENTS);
    List<Event> events = Events.seeded(5).next(number);
    try (RabbitServer rabbit =
            RabbitServer.start(TestCertificate.of(scratch.folder(), "broker", "ip:127.0.0.1"));
        Queues queues = new Queues(rabbit.port())) {
      dispatch(rabbit, events);
      List<GetResponse> bodies = new ArrayList<>();
      for (String queue : QUEUES) {
        bodies.addAll(queues.drain(queue));
      }
      return List.of(
          new Comparison(
                  NAME,
                  "events/s",
                  () -> emptied(queues, dispatch(rabbit, events)),
                  () -> emptied(queues, RawPublisher.publish(rabbit.port(), WINDOW, bodies)),
                  new Goal.AtLeast(0.8))
              .run(scale.rounds()));
    }
  }

  private static double dispatch(RabbitServer rabbit, List<Event> events) throws Exception {
    MessageDispatcher dispatcher = new MessageDispatcher();
    dispatcher.open(
        Settings.of(
            "message",
            dispatcher.options(),
            Map.of("transport_url", rabbit.url(), "confirm_window", String.valueOf(WINDOW))));
    long start = System.nanoTime();
    for (int from = 0; from < events.size(); from += BATCH) {
      dispatcher.dumpAll(events.subList(from, Math.min(from + BATCH, events.size())));
    }
    double speed = events.size() * 1e9 / (System.nanoTime() - start);
    dispatcher.close();
    return speed;
  }

  private static double emptied(Queues queues, double speed) throws IOException {
    for (String queue : QUEUES) {
      queues.purge(queue);
    }
    return speed;
  }
}
