package io.senlin.dispatchers.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.GetResponse;
import io.senlin.spi.Action;
import io.senlin.spi.Details;
import io.senlin.spi.Event;
import io.senlin.spi.Level;
import io.senlin.spi.RetryAfter;
import io.senlin.spi.Settings;
import io.senlin.spi.Undeliverable;
import io.senlin.testkit.brokers.Queues;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the dispatcher promises at any broker of AMQP 0-9-1. */
abstract class PublishingContract {
  private static final Action ACTION = Golden.all("messaging").getFirst().event().action();

  private final List<MessageDispatcher> opened = new ArrayList<>();
  final String exchange = "exchange-" + UUID.randomUUID();
  final String topic = "topic-" + UUID.randomUUID();
  final String info = topic + ".info";
  Queues queues;

  /** The port of a broker where guest may do everything. */
  abstract int port();

  @BeforeEach
  void connect() throws Exception {
    queues = new Queues(port());
  }

  @AfterEach
  void disconnect() throws InterruptedException {
    for (MessageDispatcher dispatcher : opened) {
      dispatcher.close();
    }
    queues.close();
  }

  @Test
  void putsWhatSenlinSendsIntoTheQueueOfItsPriority() throws Exception {
    List<Golden> samples = new ArrayList<>(Golden.all("messaging"));
    samples.addAll(Golden.all("messaging-failures"));
    dispatcher(Map.of("additions", "false")).dumpAll(samples.stream().map(Golden::event).toList());

    for (String priority : List.of("info", "error")) {
      List<String> sent =
          samples.stream()
              .filter(it -> NotificationWriter.routingPriority(it.event().level()).equals(priority))
              .map(it -> it.withIdsOf(it.event()))
              .toList();
      List<GetResponse> received = queues.drain(topic + "." + priority);
      assertThat(received).extracting(it -> Golden.ascii(it.getBody())).isEqualTo(sent);
      assertThat(received).allSatisfy(PublishingContract::looksAsSenlinSendsIt);
    }
  }

  private static void looksAsSenlinSendsIt(GetResponse message) {
    assertThat(message.getProps().getContentType()).isEqualTo("application/json");
    assertThat(message.getProps().getContentEncoding()).isEqualTo("utf-8");
    assertThat(message.getProps().getDeliveryMode()).isEqualTo(2);
    assertThat(message.getProps().getPriority()).isZero();
    assertThat(message.getProps().getMessageId()).isNull();
    assertThat(message.getProps().getTimestamp()).isNull();
  }

  @Test
  void sendsEachEventByEveryDriverToEveryTopic() throws Exception {
    Event event = event(1);
    dispatcher(
            Map.of(
                "driver", "messaging,messagingv2,log,noop", "topics", topic + ", " + topic + "2"))
        .dumpAll(List.of(event));

    NotificationWriter writer = new NotificationWriter("lab-host", true);
    List<String> both =
        List.of(
            Golden.ascii(writer.bare(event)), Golden.ascii(writer.enveloped(writer.bare(event))));
    assertThat(queues.drain(info)).extracting(it -> Golden.ascii(it.getBody())).isEqualTo(both);
    assertThat(queues.drain(topic + "2.info"))
        .extracting(it -> Golden.ascii(it.getBody()))
        .isEqualTo(both);
  }

  @Test
  void needsNoBrokerToLogOrToDoNothing() throws Exception {
    dispatcher(Map.of("driver", "log,noop", "transport_url", "rabbit://nowhere:1/"))
        .dumpAll(List.of(event(1)));
  }

  @Test
  void keepsTheOrderOfMoreEventsThanTheWindowHolds() throws Exception {
    MessageDispatcher dispatcher = dispatcher(Map.of("confirm_window", "7"));
    dispatcher.dumpAll(events(1, 100));
    dispatcher.dumpAll(events(101, 200));
    assertThat(received()).isEqualTo(IntStream.rangeClosed(1, 200).boxed().toList());
  }

  @Test
  void declaresADeletedQueueAgainAndLosesNothing() throws Exception {
    MessageDispatcher dispatcher = dispatcher(Map.of());
    dispatcher.dumpAll(events(1, 10));
    queues.delete(info);

    assertThatThrownBy(() -> dispatcher.dumpAll(events(11, 20))).isInstanceOf(BrokerFailure.class);
    dispatcher.dumpAll(events(11, 20));
    assertThat(received()).isEqualTo(IntStream.rangeClosed(11, 20).boxed().toList());
  }

  @Test
  void declaresADeletedExchangeAgain() throws Exception {
    MessageDispatcher dispatcher = dispatcher(Map.of());
    dispatcher.dumpAll(events(1, 1));
    queues.act(channel -> channel.exchangeDelete(exchange));

    assertThatThrownBy(() -> dispatcher.dumpAll(events(2, 2))).isInstanceOf(BrokerFailure.class);
    dispatcher.dumpAll(events(2, 2));
    assertThat(received()).isEqualTo(List.of(1, 2));
  }

  @Test
  void declaresTheQueueSoThatAConsumerMayDeclareTheSame() throws Exception {
    dispatcher(Map.of("amqp_durable_queues", "true")).dumpAll(events(1, 1));
    assertThatCode(
            () -> {
              queues.act(it -> it.queueDeclare(info, true, false, false, Map.of()));
              queues.act(it -> it.exchangeDeclare(exchange, "topic", true, false, Map.of()));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void goesOnToABrokerThatAnswers() throws Exception {
    String url = "rabbit://guest:guest@127.0.0.1:" + closedPort() + ",127.0.0.1:" + port() + "/";
    dispatcher(Map.of("transport_url", url)).dumpAll(events(1, 3));
    assertThat(received()).isEqualTo(List.of(1, 2, 3));
  }

  @Test
  void saysThatNoBrokerAnswers() throws Exception {
    int closed = closedPort();
    MessageDispatcher dispatcher =
        dispatcher(Map.of("transport_url", "rabbit://guest:hush@127.0.0.1:" + closed + "/"));
    assertThatThrownBy(() -> dispatcher.dumpAll(events(1, 1)))
        .isInstanceOf(RetryAfter.class)
        .hasMessageContaining("RabbitMQ at 127.0.0.1:" + closed + " cannot be reached")
        .hasMessageNotContaining("hush");
  }

  @Test
  void saysThatThePasswordIsWrong() throws Exception {
    MessageDispatcher dispatcher =
        dispatcher(Map.of("transport_url", "rabbit://guest:hush@127.0.0.1:" + port() + "/"));
    assertThatThrownBy(() -> dispatcher.dumpAll(events(1, 1)))
        .isInstanceOf(RetryAfter.class)
        .hasMessageContaining("refuses the user 'guest'")
        .hasMessageNotContaining("hush");
  }

  @Test
  void saysThatTheVirtualHostIsUnknown() throws Exception {
    MessageDispatcher dispatcher =
        dispatcher(
            Map.of("transport_url", "rabbit://guest:guest@127.0.0.1:" + port() + "/no%20where"));
    assertThatThrownBy(() -> dispatcher.dumpAll(events(1, 1)))
        .isInstanceOf(RetryAfter.class)
        .hasMessageContaining("no where")
        .hasMessageContaining("transport_url");
  }

  @Test
  void makesAnEventUndeliverableAfterAsManyRetriesAsAllowed() throws Exception {
    MessageDispatcher dispatcher =
        dispatcher(
            Map.of("transport_url", "rabbit://127.0.0.1:" + closedPort() + "/", "retry", "1"));
    assertThatThrownBy(() -> dispatcher.dumpAll(events(1, 1))).isInstanceOf(RetryAfter.class);
    assertThatThrownBy(() -> dispatcher.dumpAll(events(1, 1)))
        .isInstanceOf(Undeliverable.class)
        .hasMessageContaining("tried 2 times");
    assertThatThrownBy(() -> dispatcher.dumpAll(events(2, 2))).isInstanceOf(RetryAfter.class);
  }

  @Test
  void triesTheEventThatFailsAloneOnceMoreAndNotFromTheStart() throws Exception {
    MessageDispatcher dispatcher =
        dispatcher(
            Map.of("transport_url", "rabbit://127.0.0.1:" + closedPort() + "/", "retry", "1"));
    assertThatThrownBy(() -> dispatcher.dumpAll(events(1, 2))).isInstanceOf(RetryAfter.class);
    assertThatThrownBy(() -> dispatcher.dumpAll(events(1, 2))).isInstanceOf(Undeliverable.class);
    assertThatThrownBy(() -> dispatcher.dumpAll(events(1, 1))).isInstanceOf(Undeliverable.class);
  }

  MessageDispatcher dispatcher(Map<String, String> more) {
    Map<String, String> given = new HashMap<>();
    given.put("transport_url", "rabbit://guest:guest@127.0.0.1:" + port() + "/");
    given.put("control_exchange", exchange);
    given.put("topics", topic);
    given.put("host", "lab-host");
    given.putAll(more);
    MessageDispatcher dispatcher = new MessageDispatcher();
    opened.add(dispatcher);
    dispatcher.open(Settings.of("message", dispatcher.options(), given));
    return dispatcher;
  }

  List<Integer> received() throws IOException {
    return queues.drain(info).stream()
        .map(it -> Golden.JSON.readTree(it.getBody()))
        .map(it -> it.at("/payload/senlin_object.data/event/senlin_object.data/sequence").asInt())
        .toList();
  }

  static List<Event> events(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(PublishingContract::event).toList();
  }

  static Event event(int sequence) {
    return event(sequence, Level.INFO);
  }

  static Event event(int sequence, Level level) {
    return new Event(
        level,
        ACTION,
        new Details(
            new UUID(0, sequence),
            sequence,
            Instant.EPOCH.plusSeconds(sequence),
            "start",
            "",
            Map.of()));
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
