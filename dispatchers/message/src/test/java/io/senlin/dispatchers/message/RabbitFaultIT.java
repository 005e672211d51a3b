package io.senlin.dispatchers.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.spi.Action;
import io.senlin.spi.Details;
import io.senlin.spi.Event;
import io.senlin.spi.Level;
import io.senlin.spi.PartlyDelivered;
import io.senlin.spi.Settings;
import io.senlin.testkit.brokers.Queues;
import io.senlin.testkit.brokers.RabbitServer;
import io.senlin.testkit.brokers.TestCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * 20,000 events flow while the broker is mistreated 30 times. The test plays the part of the
 * delivery: it offers what is left of a batch again, after a pause, until all of it is done.
 */
@EnabledIf("io.senlin.testkit.brokers.RabbitServer#expected")
class RabbitFaultIT {
  private static final int EVENTS = 20_000;
  private static final int MOST_IN_A_BATCH = 400;
  private static final Action ACTION = Golden.all("messaging").getFirst().event().action();

  private static final List<Level> LEVELS = List.of(Level.values());

  private enum Fault {
    KILLED(3),
    STOPPED(3),
    PAUSED(7),
    DISK_FULL(5),
    CONNECTION_CLOSED(6),
    QUEUE_DELETED(6);

    private final int times;

    Fault(int times) {
      this.times = times;
    }
  }

  private final Map<Level, List<JsonNode>> received = new HashMap<>();
  private final Map<String, String> bodies = new HashMap<>();
  private RabbitServer rabbit;

  @Test
  void losesNothingAndKeepsTheOrderWhateverHappensToTheBroker(@TempDir Path directory)
      throws ExecutionException, IOException, InterruptedException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (RabbitServer started =
        RabbitServer.start(TestCertificate.of(directory, "broker", "ip:127.0.0.1"))) {
      rabbit = started;
      List<Event> events = IntStream.range(0, EVENTS).mapToObj(it -> event(it, random)).toList();
      flow(events, random);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                drain();
                return bodies.size() >= EVENTS;
              });
      check(events, "seed " + seed);
    }
  }

  private static Event event(int sequence, Random random) {
    Level level = LEVELS.get(random.nextInt(LEVELS.size()));
    UUID id = new UUID(7, sequence);
    return new Event(
        level,
        ACTION,
        new Details(id, sequence, Instant.EPOCH.plusSeconds(sequence), "end", "", Map.of()));
  }

  /**
   * The faults in random order, but for this: RabbitMQ 3.10 does not start a quorum queue again
   * that was deleted and declared shortly before a kill, so queues are deleted in the second half.
   */
  private static List<Fault> plan(Random random) {
    List<Fault> early = new ArrayList<>();
    List<Fault> late = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      for (int i = 0; i < fault.times; i++) {
        switch (fault) {
          case KILLED, STOPPED -> early.add(fault);
          case QUEUE_DELETED -> late.add(fault);
          case PAUSED, DISK_FULL, CONNECTION_CLOSED -> (i % 2 == 0 ? early : late).add(fault);
        }
      }
    }
    Collections.shuffle(early, random);
    Collections.shuffle(late, random);
    early.addAll(late);
    return early;
  }

  private void flow(List<Event> events, Random random)
      throws ExecutionException, InterruptedException {
    List<Fault> faults = plan(random);
    Queue<Fault> left = new ArrayDeque<>(faults);
    int share = EVENTS / (faults.size() + 1);

    MessageDispatcher dispatcher = dispatcher();
    Instant giveUp = Instant.now().plus(Duration.ofMinutes(4));
    FutureTask<Fault> running = null;
    int done = 0;
    while (done < EVENTS) {
      if (!left.isEmpty() && done >= (faults.size() - left.size() + 1) * share) {
        if (running != null) {
          running.get(); // one at a time, and no failure of it unseen
        }
        Fault fault = left.remove();
        int delayMillis = random.nextInt(80);
        running =
            new FutureTask<>(
                () -> {
                  inflict(fault, delayMillis);
                  return fault;
                });
        if (fault == Fault.QUEUE_DELETED) {
          // whoever deletes a queue deletes what is on its way into it: only between two batches
          running.run();
        } else {
          Thread.ofPlatform().start(running);
        }
      }
      int end = Math.min(EVENTS, done + 1 + random.nextInt(MOST_IN_A_BATCH));
      deliver(dispatcher, events.subList(done, end), giveUp);
      done = end;
    }
    if (running != null) {
      running.get();
    }
    dispatcher.close();
  }

  private MessageDispatcher dispatcher() {
    MessageDispatcher dispatcher = new MessageDispatcher();
    dispatcher.open(
        Settings.of(
            "message",
            dispatcher.options(),
            Map.of(
                "transport_url", rabbit.url(),
                // the classic queues of RabbitMQ 3.10 do not always survive kill -9 themselves
                "rabbit_quorum_queue", "true",
                "heartbeat_timeout_threshold", "1",
                "confirm_window", "150",
                "confirm_timeout", "30s")));
    return dispatcher;
  }

  private static void deliver(MessageDispatcher dispatcher, List<Event> batch, Instant giveUp)
      throws InterruptedException {
    int done = 0;
    while (done < batch.size()) {
      try {
        dispatcher.dumpAll(batch.subList(done, batch.size()));
        done = batch.size();
      } catch (PartlyDelivered partly) {
        done += partly.delivered();
      } catch (InterruptedException stop) {
        throw stop;
      } catch (Exception failure) {
        if (Instant.now().isAfter(giveUp)) {
          throw new AssertionError("it does not end: " + failure.getMessage(), failure);
        }
        Thread.sleep(Duration.ofMillis(50)); // the pause before the next attempt
      }
    }
  }

  private void inflict(Fault fault, int delayMillis)
      throws IOException, InterruptedException, TimeoutException {
    Thread.sleep(Duration.ofMillis(delayMillis)); // so that it strikes anywhere in a batch
    switch (fault) {
      case KILLED -> {
        rabbit.kill();
        rabbit.restart();
      }
      case STOPPED -> {
        rabbit.stop();
        rabbit.restart();
      }
      case PAUSED -> {
        rabbit.pause();
        Thread.sleep(Duration.ofMillis(delayMillis * 40L)); // some longer than the heartbeat
        rabbit.resume();
      }
      case DISK_FULL -> {
        rabbit.diskFull(true);
        rabbit.diskFull(false);
      }
      case CONNECTION_CLOSED -> rabbit.closeConnections();
      case QUEUE_DELETED -> {
        drain();
        Level level = LEVELS.get(delayMillis % LEVELS.size());
        try (Queues queues = new Queues(rabbit.port())) {
          queues.delete(queue(level));
        }
      }
    }
  }

  /** Takes what the queues hold, as a consumer would. */
  private void drain() throws IOException, InterruptedException, TimeoutException {
    try (Queues queues = new Queues(rabbit.port())) {
      for (Level level : LEVELS) {
        if (queues.exists(queue(level))) {
          queues.consume(queue(level)).forEach(it -> remember(level, Golden.ascii(it)));
        }
      }
    }
  }

  private void remember(Level level, String body) {
    JsonNode message = Golden.JSON.readTree(body);
    received.computeIfAbsent(level, it -> new ArrayList<>()).add(message);
    String before = bodies.putIfAbsent(message.get("message_id").asString(), body);
    assertThat(before == null || before.equals(body))
        .as("a copy of %s differs from the first", message.get("message_id"))
        .isTrue();
  }

  private void check(List<Event> events, String seed) {
    for (Level level : LEVELS) {
      List<String> sent =
          events.stream()
              .filter(it -> it.level() == level)
              .map(it -> it.details().id().toString())
              .toList();
      List<String> firstCopies =
          received.getOrDefault(level, List.of()).stream()
              .map(it -> it.get("message_id").asString())
              .collect(Collectors.toCollection(LinkedHashSet::new))
              .stream()
              .toList();
      assertThat(firstCopies).as("%s, %s", queue(level), seed).isEqualTo(sent);
    }
  }

  private static String queue(Level level) {
    return "versioned_notifications." + NotificationWriter.routingPriority(level);
  }
}
