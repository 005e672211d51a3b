package io.senlin.dispatchers.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.senlin.spi.Details;
import io.senlin.spi.Event;
import io.senlin.spi.Level;
import io.senlin.spi.RetryAfter;
import io.senlin.testkit.brokers.RabbitServer;
import io.senlin.testkit.brokers.TestCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@EnabledIf("io.senlin.testkit.brokers.RabbitServer#expected")
class RabbitIT extends PublishingContract {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private static Path directory;
  private static TestCertificate certificate;
  private static RabbitServer rabbit;

  @BeforeAll
  static void start() {
    certificate = TestCertificate.of(directory, "broker", "ip:127.0.0.1");
    rabbit = RabbitServer.start(certificate);
  }

  @AfterAll
  static void stop() throws Exception {
    rabbit.close();
  }

  @Override
  int port() {
    return rabbit.port();
  }

  @Test
  void namesAnExchangeThatExistsWithOtherArguments() throws Exception {
    queues.act(it -> it.exchangeDeclare(exchange, "topic", true, false, Map.of()));
    MessageDispatcher dispatcher = dispatcher(Map.of());
    assertThatThrownBy(() -> dispatcher.dumpAll(events(1, 1)))
        .isInstanceOf(BrokerFailure.class)
        .hasMessageContaining(exchange)
        .hasMessageContaining("amqp_durable_queues");

    queues.act(channel -> channel.exchangeDelete(exchange));
    dispatcher.dumpAll(events(1, 1));
    assertThat(received()).isEqualTo(List.of(1));
  }

  @Test
  void namesAQueueThatExistsWithOtherArguments() throws Exception {
    queues.act(it -> it.queueDeclare(info, false, false, false, Map.of()));
    MessageDispatcher dispatcher = dispatcher(Map.of("queue_max_length", "1000"));
    assertThatThrownBy(() -> dispatcher.dumpAll(events(1, 1)))
        .isInstanceOf(BrokerFailure.class)
        .hasMessageContaining(info)
        .hasMessageContaining("queue_*");
  }

  @Test
  void namesAQueueThatIsGone() throws Exception {
    MessageDispatcher dispatcher = dispatcher(Map.of());
    dispatcher.dumpAll(events(1, 1));
    queues.delete(info);
    assertThatThrownBy(() -> dispatcher.dumpAll(events(2, 2)))
        .hasMessageContaining("has no queue '" + info + "' any more");
  }

  @Test
  void declaresQuorumQueuesAndLimits() throws Exception {
    dispatcher(
            Map.of(
                "rabbit_quorum_queue", "true",
                "queue_ttl", "1h",
                "queue_max_length", "1000",
                "queue_max_bytes", "10MiB",
                "queue_overflow", "reject-publish"))
        .dumpAll(events(1, 3));
    Map<String, Object> same =
        Map.of(
            "x-queue-type",
            "quorum",
            "x-message-ttl",
            3_600_000,
            "x-max-length",
            1000,
            "x-max-length-bytes",
            10 << 20,
            "x-overflow",
            "reject-publish");
    assertThat(queues.act(it -> it.queueDeclare(info, true, false, false, same)).getQueue())
        .isEqualTo(info);
    assertThat(received()).isEqualTo(List.of(1, 2, 3));
  }

  @Test
  void waitsForAFullQueueThatRejects() throws Exception {
    MessageDispatcher dispatcher =
        dispatcher(Map.of("queue_max_length", "2", "queue_overflow", "reject-publish"));
    assertThatThrownBy(() -> dispatcher.dumpAll(events(1, 20)))
        .hasMessageContaining("has refused a notification");
    queues.delete(info);
  }

  @Test
  void saysThatPermissionIsMissing() throws Exception {
    rabbit.addUser("weak", "hush");
    rabbit.permit("weak", "^$", "^$", "^$");
    MessageDispatcher dispatcher =
        dispatcher(Map.of("transport_url", "rabbit://weak:hush@127.0.0.1:" + port() + "/"));
    assertThatThrownBy(() -> dispatcher.dumpAll(events(1, 1)))
        .isInstanceOf(BrokerFailure.class)
        .hasMessageContaining("forbids it to the user 'weak'")
        .hasMessageNotContaining("hush");

    rabbit.permit("weak", ".*", ".*", ".*");
    dispatcher.dumpAll(events(1, 1));
    assertThat(received()).isEqualTo(List.of(1));
  }

  @Test
  void speaksTlsWithABrokerItTrusts() throws Exception {
    dispatcher(
            Map.of(
                "transport_url", "rabbit://127.0.0.1:" + rabbit.tlsPort() + "/?ssl=1",
                "ssl_ca_file", certificate.certificate().toString(),
                "ssl_cert_file", certificate.certificate().toString(),
                "ssl_key_file", certificate.key().toString()))
        .dumpAll(events(1, 3));
    assertThat(received()).isEqualTo(List.of(1, 2, 3));
  }

  @Test
  void refusesACertificateNobodyTrusts() throws Exception {
    refusesTls("127.0.0.1", TestCertificate.of(directory, "other", "ip:127.0.0.1"));
  }

  @Test
  void refusesACertificateOfAnotherHost() throws Exception {
    refusesTls("localhost", certificate);
  }

  private void refusesTls(String host, TestCertificate trusted) throws Exception {
    String url = "rabbit://guest:guest@" + host + ":" + rabbit.tlsPort() + "/";
    MessageDispatcher dispatcher =
        dispatcher(
            Map.of(
                "transport_url",
                url,
                "ssl",
                "true",
                "ssl_ca_file",
                trusted.certificate().toString()));
    assertThatThrownBy(() -> dispatcher.dumpAll(events(1, 1)))
        .isInstanceOf(RetryAfter.class)
        .hasMessageContaining("cannot be spoken to with TLS");

    dispatcher(Map.of("transport_url", url, "ssl", "true", "ssl_verify", "false"))
        .dumpAll(events(1, 1));
    assertThat(received()).isEqualTo(List.of(1));
  }

  @Test
  void saysWhyTheConnectionWasClosed() throws Exception {
    MessageDispatcher dispatcher = dispatcher(Map.of());
    dispatcher.dumpAll(events(1, 1));
    Call call = new Call(dispatcher, events(2, 20_000));
    Awaitility.await().atMost(LIMIT).until(() -> queues.act(it -> it.messageCount(info)) > 1);
    rabbit.closeConnections();
    assertThatThrownBy(call::end).rootCause().hasMessageContaining("closed by the administrator");
  }

  @Test
  void waitsWhileTheBrokerHasNoDiskAndEndsTheWaitWhenInterrupted() throws Exception {
    MessageDispatcher dispatcher = dispatcher(Map.of("confirm_window", "100000"));
    dispatcher.dumpAll(events(1, 1));
    rabbit.diskFull(true);
    try {
      Call call = new Call(dispatcher, events(2, 20_000)); // more than any socket's buffer holds
      Awaitility.await().atMost(LIMIT).until(() -> rabbit.blockedConnections() > 0);
      assertThat(call.running()).isTrue();
      call.interrupt();
      assertThatThrownBy(call::end).hasCauseInstanceOf(InterruptedException.class);
      dispatcher.close();
    } finally {
      rabbit.diskFull(false);
    }
    dispatcher(Map.of()).dumpAll(events(2, 2000));
    assertThat(received().stream().distinct())
        .startsWith(IntStream.rangeClosed(1, 2000).boxed().toArray(Integer[]::new));
  }

  @Test
  void goesOnWhenTheBrokerHasDiskAgain() throws Exception {
    MessageDispatcher dispatcher = dispatcher(Map.of());
    dispatcher.dumpAll(events(1, 1));
    rabbit.diskFull(true);
    Call call = new Call(dispatcher, events(2, 5000));
    Awaitility.await().atMost(LIMIT).until(() -> rabbit.blockedConnections() > 0);
    rabbit.diskFull(false);
    call.end();
    assertThat(received()).isEqualTo(IntStream.rangeClosed(1, 5000).boxed().toList());
  }

  @Test
  void waitsForABrokerWithoutMemoryThoughMoreThanOneQueueIsNew()
      throws ExecutionException, IOException, InterruptedException, TimeoutException {
    MessageDispatcher dispatcher = dispatcher(Map.of("confirm_timeout", "1s"));
    List<Event> events = new ArrayList<>(events(1, 3));
    events.add(event(4, Level.ERROR));
    rabbit.memoryFull(true);
    try {
      Call call = new Call(dispatcher, events);
      Awaitility.await().atMost(LIMIT).until(() -> rabbit.blockedConnections() > 0);
      Awaitility.await().during(Duration.ofSeconds(3)).atMost(LIMIT).until(call::running);
      rabbit.memoryFull(false);
      call.end();
    } finally {
      rabbit.memoryFull(false);
    }
    assertThat(received()).isEqualTo(List.of(1, 2, 3));
    assertThat(queues.drain(topic + ".error")).hasSize(1);
  }

  @Test
  void noticesABrokerThatIsSilent() throws Exception {
    MessageDispatcher dispatcher =
        dispatcher(Map.of("heartbeat_timeout_threshold", "1", "confirm_timeout", "20s"));
    dispatcher.dumpAll(events(1, 1));
    rabbit.pause();
    try {
      Call call = new Call(dispatcher, events(2, 3));
      assertThatThrownBy(call::end).hasCauseInstanceOf(BrokerFailure.class);
    } finally {
      rabbit.resume();
    }
    dispatcher.dumpAll(events(2, 3));
    assertThat(received().stream().distinct()).isEqualTo(List.of(1, 2, 3));
  }

  @Test
  void noticesABrokerThatReadsNothing() throws Exception {
    for (boolean tls : List.of(false, true)) {
      MessageDispatcher dispatcher =
          dispatcher(
              Map.of(
                  "heartbeat_timeout_threshold",
                  "1",
                  "ssl",
                  Boolean.toString(tls),
                  "ssl_verify",
                  "false",
                  "transport_url",
                  url("guest:guest@127.0.0.1:" + (tls ? rabbit.tlsPort() : port()))));
      dispatcher.dumpAll(events(1, 1));
      rabbit.pause();
      try {
        Call call = new Call(dispatcher, largeEvents(500)); // more than any socket's buffer holds
        assertThatThrownBy(call::end).hasCauseInstanceOf(BrokerFailure.class);
      } finally {
        rabbit.resume();
      }
      dispatcher.dumpAll(events(2, 3));
      assertThat(received()).contains(2, 3);
    }
  }

  private static List<Event> largeEvents(int count) {
    String reason = "r".repeat(20_000);
    return events(1, count).stream()
        .map(
            it ->
                new Event(
                    it.level(),
                    it.action(),
                    new Details(
                        it.details().id(),
                        it.details().sequence(),
                        it.details().timestamp(),
                        "end",
                        reason,
                        Map.of())))
        .toList();
  }

  @Test
  void goesOnToTheNextBrokerWhenOneIsReachedAndOfNoUse() throws Exception {
    rabbit.addUser("useless", "hush");
    rabbit.permit("useless", "^$", "^$", "^$");
    MessageDispatcher dispatcher =
        dispatcher(
            Map.of(
                "transport_url",
                url("useless:hush@127.0.0.1:" + port() + ",guest:guest@127.0.0.1:" + port())));
    assertThatThrownBy(() -> dispatcher.dumpAll(events(1, 1)))
        .hasMessageContaining("forbids it to the user 'useless'");
    dispatcher.dumpAll(events(1, 1));
    assertThat(received()).isEqualTo(List.of(1));
  }

  private static String url(String brokers) {
    return "rabbit://" + brokers + "/";
  }

  /** A call of the dispatcher on a thread of its own, as the delivery makes it. */
  private static final class Call {
    private final FutureTask<List<Event>> task;
    private final Thread thread;

    Call(MessageDispatcher dispatcher, List<Event> events) {
      task =
          new FutureTask<>(
              () -> {
                dispatcher.dumpAll(events);
                return events;
              });
      thread = Thread.ofPlatform().start(task);
    }

    boolean running() {
      return !task.isDone();
    }

    void interrupt() {
      thread.interrupt();
    }

    void end() throws ExecutionException, InterruptedException, TimeoutException {
      assertThat(task.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isNotEmpty();
    }
  }
}
