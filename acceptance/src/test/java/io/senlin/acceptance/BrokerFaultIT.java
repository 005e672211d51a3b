package io.senlin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.ShutdownSignalException;
import io.senlin.testkit.brokers.Queues;
import io.senlin.testkit.brokers.RabbitServer;
import io.senlin.testkit.brokers.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A RabbitMQ is mistreated while the packaged engine works and publishes to it. A broker that is
 * gone stays so until all actions have ended and {@code database} has all their events: if either
 * waited for the broker, the test would not end.
 *
 * <p>At length: {@code -Dsenlin.faults=30 -Dsenlin.events=20000}. A failure tells its seed; {@code
 * -Dsenlin.seed} repeats its faults.
 */
@EnabledIf("io.senlin.testkit.brokers.RabbitServer#expected")
class BrokerFaultIT {
  private static final int FAULTS = Integer.getInteger("senlin.faults", Fault.values().length);
  private static final int EVENTS = Integer.getInteger("senlin.events", 3000);
  private static final int NODES = 20;

  /** A cluster is created and deleted, and so is each of its nodes: a start and an end each. */
  private static final int EVENTS_OF_CLUSTER = 4 * (NODES + 1);

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String INFO = "versioned_notifications.info";
  private static final String ERROR = "versioned_notifications.error";

  private enum Fault {
    KILLED,
    STOPPED,
    PAUSED,
    DISK_FULL,
    MEMORY_FULL,
    CONNECTION_CLOSED,
    QUEUE_DELETED
  }

  @TempDir private Path folder;
  private final long seed = Long.getLong("senlin.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private RabbitServer rabbit;
  private Mailbox mailbox;
  private Api api;
  private String sound;
  private String failing;
  private int round;

  @Test
  void losesNothingAndHoldsNobodyWhateverHappensToTheBroker()
      throws ExecutionException, IOException, InterruptedException, SQLException {
    try (RabbitServer started =
        RabbitServer.start(TestCertificate.of(folder, "broker", "ip:127.0.0.1"))) {
      rabbit = started;
      mailbox = new Mailbox(rabbit.port());
      int port = EngineProcess.freePort();
      configure(port);
      try (EngineProcess engine = EngineProcess.start(folder, port)) {
        api = engine.api();
        sound = api.simulatedProfile("sound");
        failing = api.simulatedProfile("failing", "\"create\"");
        declareTheQueues();
        mistreat();
        awaitEverythingReceived();
        check();
      } catch (RuntimeException | AssertionError failure) {
        throw new AssertionError(
            "-Dsenlin.seed=%d: %s\n%s\n%s"
                .formatted(
                    seed,
                    failure.getMessage(),
                    Files.readString(folder.resolve("engine.log")),
                    rabbit.log()),
            failure);
      }
    }
  }

  private void configure(int port) throws IOException {
    Files.writeString(
        folder.resolve("senlin.conf"),
        """
        [DEFAULT]
        state_dir = %s/state
        max_clusters_per_project = 100000
        event_dispatchers = database
        event_dispatchers = message
        transport_url = %s

        [senlin_api]
        bind_port = %d

        [dispatchers]
        priority = debug
        exclude_derived_actions = false
        retry_max = 1s

        [oslo_messaging_rabbit]
        rabbit_quorum_queue = true
        heartbeat_timeout_threshold = 2
        kombu_reconnect_delay = 0.1

        [dispatcher:message]
        confirm_window = 150
        confirm_timeout = 20s
        """
            .formatted(folder, rabbit.url(), port));
  }

  /**
   * RabbitMQ 3.10 does not always start a quorum queue again that was declared shortly before a
   * kill: the queue then never has a leader. So both are declared, used, and restarted in an
   * orderly way before any kill.
   */
  private void declareTheQueues() throws IOException, InterruptedException {
    var _ = work(Fault.STOPPED, 4);
    awaitMessage("lag_events", "0");
    rabbit.stop();
    rabbit.restart();
  }

  private void mistreat() throws ExecutionException, IOException, InterruptedException {
    int clusters = Math.ceilDiv(EVENTS, FAULTS * EVENTS_OF_CLUSTER);
    for (Fault fault : plan()) {
      FutureTask<Fault> work = new FutureTask<>(() -> work(fault, clusters));
      Thread.ofVirtual().start(work);
      Thread.sleep(Duration.ofMillis(random.nextInt(400))); // so that it strikes at any moment
      begin(fault);
      work.get();
      awaitDatabase();
      end(fault);
    }
  }

  /**
   * The faults in random order, but for this: after queues were deleted the broker is not killed.
   */
  private List<Fault> plan() {
    List<Fault> early = new ArrayList<>();
    List<Fault> late = new ArrayList<>();
    for (int i = 0; i < FAULTS; i++) {
      Fault fault = Fault.values()[i % Fault.values().length];
      switch (fault) {
        case KILLED, STOPPED -> early.add(fault);
        case QUEUE_DELETED -> late.add(fault);
        default -> (random.nextBoolean() ? early : late).add(fault);
      }
    }
    Collections.shuffle(early, random);
    Collections.shuffle(late, random);
    early.addAll(late);
    return early;
  }

  /** Creates and deletes clusters, of which one in four fails, and waits until that has ended. */
  private Fault work(Fault during, int clusters) throws IOException, InterruptedException {
    List<String> created = new ArrayList<>();
    for (int i = 0; i < clusters; i++) {
      created.add(
          api.cluster("during-" + during + round++ + "-" + i, i % 4 == 3 ? failing : sound, NODES));
    }
    awaitActions();
    for (String cluster : created) {
      Api.created(api.delete("/v1/clusters/" + cluster));
    }
    awaitActions();
    return during;
  }

  private void begin(Fault fault) throws IOException, InterruptedException {
    switch (fault) {
      case KILLED -> rabbit.kill();
      case STOPPED -> rabbit.stop();
      case PAUSED -> rabbit.pause();
      case DISK_FULL -> rabbit.diskFull(true);
      case MEMORY_FULL -> rabbit.memoryFull(true);
      case CONNECTION_CLOSED -> rabbit.closeConnections();
      case QUEUE_DELETED -> deleteTheQueues();
    }
  }

  private void end(Fault fault) throws IOException {
    switch (fault) {
      case KILLED, STOPPED -> rabbit.restart();
      case PAUSED -> rabbit.resume();
      case DISK_FULL -> rabbit.diskFull(false);
      case MEMORY_FULL -> rabbit.memoryFull(false);
      case CONNECTION_CLOSED, QUEUE_DELETED -> {}
    }
  }

  /**
   * Whoever deletes a queue deletes what it holds and what is on its way into it, which the broker
   * confirms all the same; so they are emptied first, while the dispatcher pauses.
   */
  private void deleteTheQueues() throws IOException, InterruptedException {
    Api.created(api.post("/v1/dispatchers/message/pause", "{}"));
    awaitMessage("state", "PAUSED");
    awaitReceived(Integer.parseInt(message("position")));
    await()
        .atMost(LIMIT)
        .ignoreExceptions() // of a broker that is not yet itself again
        .until(
            () -> {
              try (Queues queues = new Queues(rabbit.port())) {
                queues.delete(INFO, ERROR);
              }
              return true;
            });
    Api.created(api.post("/v1/dispatchers/message/resume", "{}"));
  }

  private void awaitActions() {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> state(StateFile::unfinishedActions) == 0);
  }

  private void awaitDatabase() {
    await()
        .atMost(LIMIT)
        .until(() -> state(it -> it.count("event") - it.count("event_journal")) == 0);
  }

  private void awaitMessage(String field, String value) {
    await().atMost(LIMIT).until(() -> message(field), value::equals);
  }

  private String message(String field) throws IOException, InterruptedException {
    JsonNode dispatcher = Api.created(api.get("/v1/dispatchers/message")).get("dispatcher");
    return dispatcher.get(field).asString();
  }

  private void awaitEverythingReceived() throws SQLException {
    awaitMessage("lag_events", "0");
    awaitReceived(state(it -> it.count("event_journal")));
  }

  /** Empties the queues, again if the broker breaks off, until that many events have come. */
  private void awaitReceived(int events) {
    await()
        .atMost(LIMIT)
        .ignoreExceptionsMatching(
            broken ->
                broken instanceof IOException
                    || broken instanceof TimeoutException
                    || broken instanceof ShutdownSignalException)
        .until(
            () -> {
              mailbox.empty(INFO, ERROR);
              return mailbox.size() >= events;
            });
  }

  private void check() throws SQLException {
    try (StateFile file = StateFile.live(folder)) {
      checkQueue(INFO, file.events(20));
      checkQueue(ERROR, file.events(40));
      assertThat(mailbox.size())
          .as("all events, of which %d came again", mailbox.copies())
          .isEqualTo(file.count("event_journal"))
          .isGreaterThanOrEqualTo(EVENTS);
    }
  }

  private void checkQueue(String queue, List<String> events) {
    List<String> missing = new ArrayList<>(events);
    missing.removeAll(new HashSet<>(mailbox.firstCopies(queue)));
    assertThat(missing).as("missing in %s", queue).isEmpty();
    assertThat(mailbox.firstCopies(queue)).as("the order in %s", queue).isEqualTo(events);
    assertThat(events).as("the test fills %s", queue).isNotEmpty();
  }

  /** What a test reads from the engine's file. */
  private interface Reading {
    int of(StateFile file) throws SQLException;
  }

  private int state(Reading reading) throws SQLException {
    try (StateFile file = StateFile.live(folder)) {
      return reading.of(file);
    }
  }
}
