package io.senlin.delivery;

import static io.senlin.delivery.MemoryJournal.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.journal.Register;
import io.senlin.testkit.Events;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatheringTest {
  private final MemoryJournal journal = new MemoryJournal();
  private final Recorder sink = new Recorder("sink");
  private final Delivery delivery =
      Delivery.of(journal, Register.inMemory(), InstantSource.system());

  @AfterEach
  void close() {
    delivery.close(Duration.ofMillis(100));
  }

  @Test
  void waitsForAWholeBatchWhereEventsComeDensely() throws Refused {
    deliver(40);
    assertThat(journal.awaited().getFirst()).isEqualTo(140);
    await().until(() -> journal.awaited().contains(41L));
    assertThat(sink.calls()).containsOnlyOnce("dump");
  }

  @Test
  void deliversTheNextOneAtOnceWhereFewCome() throws Refused {
    deliver(3);
    assertThat(journal.awaited().getFirst()).isEqualTo(4);
  }

  private void deliver(int events) throws Refused {
    for (int i = 0; i < events; i++) {
      journal.append(Events.of("CLUSTER_CREATE"));
    }
    delivery.apply(
        List.of(sink),
        DispatcherConfiguration.of("sink")
            .with("sink", "start", "beginning")
            .with("sink", "batch_size", "100"));
    await().until(() -> !journal.awaited().isEmpty());
    assertThat(sink.delivered()).hasSize(events);
  }
}
