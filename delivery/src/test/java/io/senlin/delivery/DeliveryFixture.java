package io.senlin.delivery;

import io.senlin.journal.Register;
import io.senlin.testkit.Events;
import io.senlin.testkit.StepClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;

/** A delivery on a journal in memory, with two dispatchers, whose pauses cost no time. */
@SuppressWarnings("InterruptedExceptionSwallowed") // a test may end with any exception
abstract class DeliveryFixture {
  final MemoryJournal journal = new MemoryJournal();
  final StepClock clock = StepClock.atEpoch();
  final List<Duration> pauses = new CopyOnWriteArrayList<>();
  final Recorder good = new Recorder("good");
  final Recorder other = new Recorder("other");
  Register register = Register.inMemory();
  Delivery delivery = deliver();

  @AfterEach
  void close() {
    delivery.close(Duration.ofMillis(100));
  }

  Delivery deliver() {
    Sleeper sleeper =
        pause -> {
          pauses.add(pause);
          clock.advance(pause);
          Thread.sleep(1);
        };
    return new Delivery(new Worker.Surroundings(journal, clock, new Random(7), sleeper), register);
  }

  void restart() {
    delivery.close(Duration.ofSeconds(30));
    delivery = deliver();
  }

  void enable(String name, String... options) throws Refused {
    DispatcherConfiguration wanted = DispatcherConfiguration.of(name);
    for (int i = 0; i < options.length; i += 2) {
      wanted = wanted.with(name, options[i], options[i + 1]);
    }
    delivery.apply(List.of(name.equals("good") ? good : other), wanted);
  }

  void append(int events) {
    for (int i = 0; i < events; i++) {
      journal.append(Events.of("CLUSTER_CREATE"));
    }
  }

  DispatcherStatus status(String name) {
    Optional<DispatcherStatus> status = delivery.status(name);
    return status.orElseThrow();
  }

  static List<Long> sequences(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}
