package io.senlin.delivery;

import static io.senlin.delivery.MemoryJournal.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.senlin.journal.Draft;
import io.senlin.journal.Register;
import io.senlin.journal.StoredJournal;
import io.senlin.spi.Event;
import io.senlin.store.Store;
import io.senlin.store.StoreSettings;
import io.senlin.testkit.Events;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * While events flow, dispatchers are enabled, disabled and changed, and the configuration is broken
 * and repaired, at random. Each dispatcher must have every event of every span over which it was
 * enabled, in order.
 */
@SuppressWarnings("InterruptedExceptionSwallowed") // a test may end with any exception
class LiveChangesIT {
  private static final int CHANGES = 200;
  private static final List<String> NAMES = List.of("red", "green", "blue");

  @TempDir Path folder;

  private final Random random = new Random(20261122);
  private final Map<String, Recorder> recorders = new HashMap<>();
  private final Map<String, List<Long>> expected = new HashMap<>();
  private final Map<String, Long> enabledSince = new HashMap<>();
  private final Map<String, String> paths = new HashMap<>();
  private final Map<String, Integer> batches = new HashMap<>();

  @Test
  void everyDispatcherHasEveryEventOfTheSpansItWasEnabledInOrder() throws Exception {
    for (String name : NAMES) {
      recorders.put(name, flapping(name));
      expected.put(name, new ArrayList<>());
    }
    AtomicBoolean flowing = new AtomicBoolean(true);
    try (Store store = Store.open(StoreSettings.sqlite(folder.resolve("senlin.db")))) {
      StoredJournal journal = StoredJournal.open(store, InstantSource.system(), "engine");
      Thread source = Thread.ofPlatform().start(() -> flow(store, journal, flowing));
      try (Delivery delivery = Delivery.of(journal, Register.inMemory(), InstantSource.system())) {
        delivery.apply(recorders.values(), DispatcherConfiguration.of());
        Set<String> enabled = new TreeSet<>();
        for (int i = 0; i < CHANGES; i++) {
          change(delivery, journal, enabled);
          Thread.sleep(random.nextInt(120));
        }
        flowing.set(false);
        source.join();
        apply(delivery, journal, enabled, new TreeSet<>());
        for (String name : NAMES) {
          Recorder recorder = recorders.get(name);
          await()
              .untilAsserted(
                  () ->
                      assertThat(new HashSet<>(recorder.sequences()))
                          .as(name)
                          .containsAll(expected.get(name)));
          assertThat(recorder.sequences())
              .as(name)
              .isSortedAccordingTo(Comparator.naturalOrder())
              .doesNotHaveDuplicates();
        }
        assertThat(expected.values().stream().mapToInt(List::size).sum()).isGreaterThan(500);
      }
      flowing.set(false);
    }
  }

  private void change(Delivery delivery, StoredJournal journal, Set<String> enabled)
      throws Refused {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    Set<String> wanted = new TreeSet<>(enabled);
    switch (random.nextInt(5)) {
      case 0, 1 -> {
        if (!wanted.remove(name)) {
          wanted.add(name);
        }
      }
      case 2 -> paths.put(name, "/tmp/" + random.nextInt(100));
      case 3 -> batches.put(name, 1 + random.nextInt(50));
      default -> {
        refuse(delivery, name);
        return;
      }
    }
    apply(delivery, journal, enabled, wanted);
    enabled.clear();
    enabled.addAll(wanted);
  }

  private void apply(
      Delivery delivery, StoredJournal journal, Set<String> enabled, Set<String> wanted)
      throws Refused {
    long before = journal.head(journal.partition());
    delivery.apply(recorders.values(), configuration(wanted));
    long after = journal.head(journal.partition());
    for (String name : NAMES) {
      if (enabled.contains(name) && !wanted.contains(name)) {
        LongStream.rangeClosed(enabledSince.get(name) + 1, before).forEach(expected.get(name)::add);
      } else if (!enabled.contains(name) && wanted.contains(name)) {
        enabledSince.put(name, after);
      }
    }
  }

  private void refuse(Delivery delivery, String name) {
    DispatcherConfiguration sound = configuration(Set.of(name));
    DispatcherConfiguration broken =
        switch (random.nextInt(3)) {
          case 0 -> sound.with(name, "priority", "urgent");
          case 1 -> sound.with(name, "no_such_option", "1");
          default -> DispatcherConfiguration.of("rde");
        };
    assertThatThrownBy(() -> delivery.apply(recorders.values(), broken))
        .isInstanceOf(Refused.class);
  }

  private DispatcherConfiguration configuration(Set<String> wanted) {
    DispatcherConfiguration configuration =
        DispatcherConfiguration.of(wanted.toArray(String[]::new));
    for (String name : NAMES) {
      configuration =
          configuration
              .with(name, "retry_initial", "5ms")
              .with(name, "path", paths.getOrDefault(name, "/tmp"))
              .with(name, "batch_size", String.valueOf(batches.getOrDefault(name, 100)));
    }
    return configuration;
  }

  /** A dispatcher whose sink is away now and then. */
  private Recorder flapping(String name) {
    Random moods = new Random(random.nextLong());
    return new Recorder(name)
        .before(
            _ -> {
              if (moods.nextInt(10) == 0) {
                throw new IOException("away");
              }
            });
  }

  /** Some 5,000 events a minute. */
  private static void flow(Store store, StoredJournal journal, AtomicBoolean flowing) {
    Event event = Events.of("CLUSTER_CHECK").build();
    try {
      while (flowing.get()) {
        Draft draft = Draft.of(event.level(), event.action(), "end", "", Map.of());
        store.write(session -> journal.append(session, draft));
        Thread.sleep(Duration.ofMillis(12));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
