package io.senlin.delivery;

import static io.senlin.delivery.MemoryJournal.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.journal.Draft;
import io.senlin.journal.Register;
import io.senlin.journal.StoredJournal;
import io.senlin.spi.Action;
import io.senlin.spi.Details;
import io.senlin.spi.Event;
import io.senlin.spi.EventBackend;
import io.senlin.spi.Level;
import io.senlin.spi.PartlyDelivered;
import io.senlin.spi.RetryAfter;
import io.senlin.spi.Undeliverable;
import io.senlin.store.Store;
import io.senlin.store.StoreSettings;
import io.senlin.testkit.Events;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A dispatcher that fails at random in every way, on a real journal, with restarts at random
 * moments. The model is the list of events that were appended: what passes the filter must arrive
 * in that order, at least once, or be a dead letter.
 */
class DeliveryModelTest {
  private static final int EVENTS = 400;
  private static final Level[] LEVELS = Level.values();

  @TempDir Path folder;

  private final List<Event> sink = Collections.synchronizedList(new ArrayList<>());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everyEventArrivesInOrderWhateverFails(long seed) throws Exception {
    RandomGenerator random = new Random(seed);
    try (Store store = Store.open(StoreSettings.sqlite(folder.resolve("senlin.db")))) {
      StoredJournal journal = StoredJournal.open(store, InstantSource.system(), "engine");
      Register register = Register.inMemory();
      Delivery delivery = start(journal, register, seed);
      List<Draft> drafts = new ArrayList<>();
      List<UUID> expected = new ArrayList<>();
      List<UUID> hopeless = new ArrayList<>();
      while (drafts.size() < EVENTS) {
        Event event =
            (random.nextInt(4) == 0
                    ? Events.of("NODE_CREATE").derived()
                    : Events.of("CLUSTER_RESIZE"))
                .level(LEVELS[random.nextInt(LEVELS.length)])
                .build();
        Draft draft = Draft.of(event.level(), event.action(), "end", "", event.details().extra());
        drafts.add(draft);
        if (event.level().atLeast(Level.INFO) && !event.action().derived()) {
          (hopeless(draft.id()) ? hopeless : expected).add(draft.id());
        }
        store.write(session -> journal.append(session, draft));
        if (random.nextInt(80) == 0) {
          delivery.close(Duration.ofMillis(random.nextInt(20)));
          delivery = start(journal, register, seed + drafts.size());
        }
      }
      String partition = journal.partition();
      await().until(() -> journal.cursor("shaky", partition).orElse(0) == EVENTS);
      delivery.close();
      assertThat(new LinkedHashSet<>(ids()))
          .as("seed %d", seed)
          .containsExactlyElementsOf(expected);
      assertThat(journal.deadLetters("shaky", EVENTS))
          .extracting(letter -> letter.event().details().id())
          .containsExactlyInAnyOrderElementsOf(hopeless);
    }
  }

  private List<UUID> ids() {
    return List.copyOf(sink).stream().map(event -> event.details().id()).toList();
  }

  private Delivery start(StoredJournal journal, Register register, long seed) throws Refused {
    Worker.Surroundings surroundings =
        new Worker.Surroundings(
            journal, InstantSource.system(), new Random(seed), _ -> Thread.sleep(1));
    Delivery delivery = new Delivery(surroundings, register);
    Random moods = new Random(seed);
    delivery.apply(
        List.of(DispatcherSource.builtIn("shaky", () -> new Shaky(moods))),
        DispatcherConfiguration.of("shaky").with("shaky", "batch_size", "30"));
    return delivery;
  }

  private static boolean hopeless(UUID id) {
    return id.getLeastSignificantBits() % 13 == 0;
  }

  /** Fails in every way a dispatcher may. */
  private final class Shaky extends EventBackend {
    private final Random moods;

    Shaky(Random moods) {
      this.moods = moods;
    }

    @Override
    public void open(io.senlin.spi.Settings settings) throws IOException {
      if (moods.nextInt(3) == 0) {
        throw new IOException("cannot open now");
      }
    }

    @Override
    public void dump(Level level, Action action, Details details) {
      throw new AssertionError("dumpAll is what is called");
    }

    @Override
    public void dumpAll(List<Event> events) throws Exception {
      int some = moods.nextInt(events.size() + 1);
      switch (moods.nextInt(8)) {
        case 0 -> throw new IOException("nothing arrived");
        case 1 -> {
          sink.addAll(events.subList(0, firstHopeless(events)));
          throw new IOException("everything arrived, but nobody heard");
        }
        case 2 -> throw new RetryAfter(Duration.ofMillis(1), "busy");
        case 3 -> throw new NoClassDefFoundError("a class that is not there");
        case 4 -> {
          int done = Math.min(some, firstHopeless(events));
          sink.addAll(events.subList(0, done));
          IOException cause = new IOException("the rest did not arrive");
          throw done == 0 ? cause : new PartlyDelivered(done, cause);
        }
        default -> {
          if (firstHopeless(events) < events.size()) {
            throw new Undeliverable("hopeless");
          }
          sink.addAll(events);
        }
      }
    }

    private int firstHopeless(List<Event> events) {
      int first = 0;
      while (first < events.size() && !hopeless(events.get(first).details().id())) {
        first++;
      }
      return first;
    }
  }
}
