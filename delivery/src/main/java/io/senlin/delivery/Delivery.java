package io.senlin.delivery;

import io.senlin.config.Secrets;
import io.senlin.journal.Journal;
import io.senlin.journal.Register;
import io.senlin.journal.Register.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings every event of the journal to every dispatcher that is switched on: owns one worker, with
 * a thread of its own, per dispatcher. None waits for another.
 *
 * <p><b>Where a dispatcher begins.</b> One that was switched on when the engine stopped goes on at
 * its cursor. One that is switched on anew begins where its option {@code start} says, by default
 * with the first event after that moment. One that is switched off still delivers what was
 * committed before, within {@code drain_timeout}, and what is left of it when it is switched on
 * again; meanwhile its cursor is kept for some time, but nothing in the journal.
 *
 * <p><b>What a change does.</b> A dispatcher whose settings, filter or source changed finishes the
 * call it is in, is closed, and a new instance goes on at the cursor. All others are not touched.
 *
 * <p>Thread-safe. No method but {@link #close(Duration)} and {@link #test} waits for a dispatcher.
 * Those that change something throw {@link RuntimeException} when the database fails.
 */
public final class Delivery implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);
  private static final Duration LEFT_BEHIND_LIMIT = Duration.ofSeconds(5);

  private final ReentrantLock lock = new ReentrantLock();
  private final Journal journal;
  private final InstantSource clock;
  private final Remembered remembered;
  private final Fleet fleet;
  private final Administration administration;
  private final StatusReader reader;
  private Map<String, DispatcherSource> available = Map.of();
  private DispatcherConfiguration wanted = DispatcherConfiguration.of();
  private boolean applied;
  private boolean followed = true;
  private boolean closed;

  Delivery(Worker.Surroundings surroundings, Register register) {
    this.journal = surroundings.journal();
    this.clock = surroundings.clock();
    this.remembered = new Remembered(register, clock);
    this.fleet = new Fleet(surroundings, remembered);
    this.administration = new Administration(fleet, remembered);
    this.reader = new StatusReader(journal, clock);
  }

  /** Puts a delivery together that starts at once, for an engine without a senlin.conf. */
  public static DeliveryBuilder on(Journal journal) {
    return new DeliveryBuilder(journal);
  }

  /** A delivery that does nothing until {@link #apply} says what to do. */
  public static Delivery of(Journal journal, Register register, InstantSource clock) {
    return new Delivery(
        new Worker.Surroundings(journal, clock, new Random(), Thread::sleep), register);
  }

  /**
   * Checks a configuration as {@link #apply} would, without anything to apply it to.
   *
   * @throws Refused if something is wrong
   */
  public static void check(
      Collection<? extends DispatcherSource> sources, DispatcherConfiguration configuration)
      throws Refused {
    boolean _ =
        new Planner(configuration, Secrets.ofProcess())
            .plans(byName(sources), List.of(), false)
            .isEmpty();
  }

  /**
   * Makes what runs agree with what is wanted, and returns without waiting for any dispatcher: only
   * those whose settings, filter or source changed are touched. From then on, every dispatcher that
   * is enabled receives every event committed after this call returned.
   *
   * <p>The first time, a dispatcher that is enabled but not available is shown as such and the rest
   * runs; later on that is refused, and what runs goes on.
   *
   * @param sources the dispatchers there are
   * @throws Refused if something is wrong; then nothing changed
   */
  public void apply(
      Collection<? extends DispatcherSource> sources, DispatcherConfiguration configuration)
      throws Refused {
    lock.lock();
    try {
      reconcile(byName(sources), configuration, !applied);
      applied = true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Follows what administrators asked of another engine on the same database: to be called every
   * now and then. On a database that only this engine uses, it finds nothing.
   *
   * @throws Refused if a dispatcher cannot be switched on here as it is configured; the rest of
   *     what was asked is followed once that is corrected
   */
  public void refresh() throws Refused {
    long changes = locked(remembered::changes);
    List<Entry> stored = remembered.stored(); // asks the database: not under the lock
    lock.lock();
    try {
      if (!applied || closed || remembered.changes() != changes) {
        return; // what was read may be older than what was changed here
      }
      boolean news = remembered.adopt(stored);
      if (news || !followed) {
        followed = false;
        reconcile(available, wanted, true);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Delivers, besides this engine's own partition, those of engines that are no more, in the order
   * given; and no longer any that is not among them. What is in them comes before everything that
   * is committed to the own partition after this call returned.
   */
  public void takeOver(List<String> partitions) {
    lock.lock();
    try {
      List<String> ownFirst = new ArrayList<>(List.of(journal.partition()));
      partitions.stream().filter(name -> !name.equals(journal.partition())).forEach(ownFirst::add);
      fleet.partitions(ownFirst);
    } finally {
      lock.unlock();
    }
  }

  /** All dispatchers there are, and those that are enabled, by name. */
  public List<DispatcherStatus> statuses() {
    List<Supplier<DispatcherStatus>> later = new ArrayList<>();
    lock.lock();
    try {
      Set<String> names = new TreeSet<>(available.keySet());
      fleet.slots().stream().filter(Slot::enabled).map(Slot::name).forEach(names::add);
      names.forEach(name -> later.add(statusLater(name)));
    } finally {
      lock.unlock();
    }
    return later.stream().map(Supplier::get).toList(); // asks the database: not under the lock
  }

  /** One of {@link #statuses}. */
  public Optional<DispatcherStatus> status(String name) {
    return statuses().stream().filter(status -> status.name().equals(name)).findFirst();
  }

  /**
   * Switches a dispatcher on, whatever senlin.conf says, also over a restart. One that is gone is
   * opened anew.
   *
   * @param dryRun only says what would change
   */
  public Change enable(String name, boolean dryRun) throws UnknownDispatcher, Refused {
    return wish(name, true, dryRun);
  }

  /** Switches a dispatcher off, whatever senlin.conf says, also over a restart. */
  public Change disable(String name, boolean dryRun) throws UnknownDispatcher, Refused {
    return wish(name, false, dryRun);
  }

  /** Holds a dispatcher: its events wait in the journal, also over a restart. */
  public Change pause(String name, boolean dryRun) throws UnknownDispatcher {
    return hold(name, true, dryRun);
  }

  /** Lets a paused dispatcher go on. */
  public Change resume(String name, boolean dryRun) throws UnknownDispatcher {
    return hold(name, false, dryRun);
  }

  /**
   * Hands a dispatcher one event that is marked with {@code "test": true} in its extra fields,
   * between two batches, and waits for what becomes of it.
   *
   * @param limit how long to wait for a dispatcher that is busy
   * @throws UnknownDispatcher if there is none of that name, or it is not switched on
   */
  public TestResult test(String name, Duration limit)
      throws UnknownDispatcher, InterruptedException {
    Control control;
    lock.lock();
    try {
      known(name);
      control =
          fleet
              .slot(name)
              .flatMap(Slot::worker)
              .filter(worker -> !worker.isSettled())
              .map(Worker::control)
              .orElseThrow(
                  () ->
                      new UnknownDispatcher(
                          "dispatcher '%s' does not run; enable it first".formatted(name)));
    } finally {
      lock.unlock();
    }
    TestRequest request = TestRequest.to(name, clock.instant());
    long began = System.nanoTime();
    control.test(request);
    Optional<String> error = request.await(limit);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return new TestResult(name, request.event().details().id(), took, error);
  }

  /**
   * What is remembered of dispatchers: what administrators asked for, and which are switched on.
   */
  public List<Entry> remembered() {
    return locked(() -> List.copyOf(remembered.all()));
  }

  /**
   * The names of the dispatchers that are switched on in this engine: they hold events in the
   * partitions that it delivers.
   */
  public Set<String> active() {
    return locked(
        () ->
            remembered.all().stream()
                .filter(Entry::active)
                .map(Entry::name)
                .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * Stops all dispatchers at once: each finishes the call it is in; what is not done after {@code
   * limit} is interrupted, and what does not heed that is left behind, and named in the log.
   */
  public void close(Duration limit) {
    List<CountDownLatch> settled;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      settled = fleet.stop(limit);
    } finally {
      lock.unlock();
    }
    long deadline = System.nanoTime() + limit.plus(LEFT_BEHIND_LIMIT).toNanos();
    try {
      for (CountDownLatch each : settled) {
        boolean _ = each.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    statuses().stream()
        .filter(status -> status.lagEvents() > 0)
        .forEach(
            status ->
                log.info(
                    "dispatcher '{}' stops with {} events left in the journal",
                    status.name(),
                    status.lagEvents()));
  }

  /** The same, within 10 seconds. */
  @Override
  public void close() {
    close(Duration.ofSeconds(10));
  }

  private static Map<String, DispatcherSource> byName(
      Collection<? extends DispatcherSource> sources) {
    Map<String, DispatcherSource> byName = new TreeMap<>();
    sources.forEach(source -> byName.putIfAbsent(source.name(), source));
    return byName;
  }

  private Supplier<DispatcherStatus> statusLater(String name) {
    Optional<String> version =
        Optional.ofNullable(available.get(name)).flatMap(DispatcherSource::version);
    Optional<Slot> found = fleet.slot(name);
    if (found.isEmpty()) {
      Meter fresh = fleet.disabledMeter(name);
      return () -> reader.ofUnused(name, version, fresh);
    }
    Slot slot = found.get();
    List<Lane> lanes = slot.worker().map(Worker::lanes).orElse(List.of());
    Optional<DispatcherState> instead = slot.settledState(closed);
    return () -> reader.of(name, version, slot.meter(), instead, lanes);
  }

  private Change wish(String name, boolean on, boolean dryRun) throws UnknownDispatcher, Refused {
    refreshFirst();
    lock.lock();
    try {
      known(name);
      boolean configured = wanted.enabled().contains(name);
      return administration.wish(
          name, on, configured, dryRun, () -> reconcile(available, wanted, true));
    } finally {
      lock.unlock();
    }
  }

  private Change hold(String name, boolean hold, boolean dryRun) throws UnknownDispatcher {
    refreshFirst();
    lock.lock();
    try {
      known(name);
      return administration.hold(name, hold, dryRun);
    } finally {
      lock.unlock();
    }
  }

  /** What another engine was asked for a moment ago comes before what this one is asked for now. */
  private void refreshFirst() {
    try {
      refresh();
    } catch (Refused standing) {
      log.debug("a change by command comes while another cannot be followed", standing);
    }
  }

  private <T> T locked(Supplier<T> body) {
    lock.lock();
    try {
      return body.get();
    } finally {
      lock.unlock();
    }
  }

  private void known(String name) throws UnknownDispatcher {
    if (!available.containsKey(name) && fleet.slot(name).filter(Slot::enabled).isEmpty()) {
      throw new UnknownDispatcher(
          "there is no dispatcher '%s'; there are %s"
              .formatted(name, String.join(", ", available.keySet())));
    }
  }

  private void reconcile(
      Map<String, DispatcherSource> sources,
      DispatcherConfiguration configuration,
      boolean missingAllowed)
      throws Refused {
    if (closed) {
      throw new IllegalStateException("the delivery is closed");
    }
    Map<String, Optional<Plan>> plans =
        new Planner(configuration, Secrets.ofProcess())
            .plans(sources, remembered.all(), missingAllowed);
    available = sources;
    wanted = configuration;
    expireCursors();
    fleet.reconcile(plans);
    followed = true;
  }

  /** Forgets the cursors of dispatchers that are switched off for longer than they are kept. */
  private void expireCursors() {
    Instant oldest = clock.instant().minus(wanted.cursorRetention());
    for (Entry entry : remembered.all()) {
      boolean expired = !entry.active() && entry.since().isBefore(oldest);
      if (expired && journal.cursor(entry.name(), journal.partition()).isPresent()) {
        journal.dropCursor(entry.name(), journal.partition());
        log.info(
            "the cursor of dispatcher '{}' is forgotten: it is switched off since {}",
            entry.name(),
            entry.since());
      }
    }
  }
}
