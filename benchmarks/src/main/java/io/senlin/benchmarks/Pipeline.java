package io.senlin.benchmarks;

import io.senlin.delivery.Delivery;
import io.senlin.delivery.DispatcherConfiguration;
import io.senlin.delivery.DispatcherSource;
import io.senlin.delivery.Refused;
import io.senlin.dispatchers.database.DatabaseDispatcher;
import io.senlin.journal.Draft;
import io.senlin.journal.Journal;
import io.senlin.journal.Register;
import io.senlin.journal.StoredJournal;
import io.senlin.spi.Event;
import io.senlin.store.Store;
import io.senlin.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Store, journal and delivery as the engine has them, with the {@code database} dispatcher on. */
final class Pipeline implements AutoCloseable {
  private static final String DATABASE = "database";

  private final Store store;
  private final Journal journal;
  private final Delivery delivery;

  private Pipeline(Store store, Journal journal, Delivery delivery) {
    this.store = store;
    this.journal = journal;
    this.delivery = delivery;
  }

  /** A pipeline on a new file in {@code folder}, with {@code others} beside {@code database}. */
  static Pipeline open(Path folder, List<DispatcherSource> others) throws Refused {
    return open(file(folder), others);
  }

  /** A pipeline on an empty database, with {@code others} beside {@code database}. */
  static Pipeline open(StoreSettings settings, List<DispatcherSource> others) throws Refused {
    Pipeline pipeline = withoutDispatchers(settings);
    List<DispatcherSource> sources = new ArrayList<>(others);
    Store store = pipeline.store;
    sources.add(DispatcherSource.builtIn(DATABASE, () -> new DatabaseDispatcher(store)));
    String[] names = sources.stream().map(DispatcherSource::name).toArray(String[]::new);
    DispatcherConfiguration wanted = DispatcherConfiguration.of(names);
    for (String name : names) {
      wanted = wanted.with(name, "exclude_derived_actions", "false");
    }
    pipeline.delivery.apply(sources, wanted);
    return pipeline;
  }

  /** The same with no dispatcher at all: events go into the journal and stay there. */
  static Pipeline withoutDispatchers(Path folder) {
    return withoutDispatchers(file(folder));
  }

  private static StoreSettings file(Path folder) {
    return StoreSettings.sqlite(folder.resolve("senlin.db"));
  }

  private static Pipeline withoutDispatchers(StoreSettings settings) {
    Store store = Store.open(settings);
    Journal journal = StoredJournal.open(store, InstantSource.system(), "benchmark");
    Delivery delivery = Delivery.of(journal, Register.inMemory(), InstantSource.system());
    return new Pipeline(store, journal, delivery);
  }

  /** Appends one event in a transaction of its own and waits for the durable commit. */
  void append(Event event) {
    Draft draft = draft(event);
    store.write(session -> journal.append(session, draft));
  }

  /**
   * Lets {@code callers} append the events at once, each its share one by one.
   *
   * @return how long it took, in nanoseconds
   */
  long append(List<Event> events, int callers) throws ExecutionException, InterruptedException {
    int each = events.size() / callers;
    return Callers.run(callers, each, (caller, round) -> append(events.get(caller * each + round)));
  }

  /** Events per second from {@code callers} to the last row of {@code database}. */
  double flow(List<Event> events, int callers) throws ExecutionException, InterruptedException {
    long start = System.nanoTime();
    append(events, callers);
    awaitDelivered(events.size());
    return events.size() * 1e9 / (System.nanoTime() - start);
  }

  /** Waits until {@code database} has done everything up to {@code sequence}. */
  private void awaitDelivered(long sequence) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (journal.cursor(DATABASE, journal.partition()).orElse(0) < sequence) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "the database dispatcher is stuck: " + delivery.status(DATABASE));
      }
      Thread.sleep(1);
    }
  }

  /** An event as the engine hands it to the journal. */
  static Draft draft(Event event) {
    return Draft.of(
        event.level(),
        event.action(),
        event.details().phase(),
        event.details().reason(),
        event.details().extra());
  }

  Store store() {
    return store;
  }

  Journal journal() {
    return journal;
  }

  @Override
  public void close() {
    delivery.close(Duration.ofMillis(100));
    store.close();
  }
}
