package io.senlin.engine;

import io.senlin.journal.Partitions;
import io.senlin.store.Dialect;
import io.senlin.store.Guard;
import io.senlin.store.Session;
import io.senlin.store.Store;
import io.senlin.store.StoreException;
import io.senlin.store.StoreFenced;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An engine's place among those that share a database: its row in the table {@code service}, which
 * it renews as long as it lives, and its partitions of the journal. Thread-safe.
 *
 * <p>What holds, on a server:
 *
 * <ul>
 *   <li>An engine writes only while its row is there. Every transaction that writes checks that
 *       first, with a lock that keeps the row until its commit.
 *   <li>Whoever takes over an engine's work deletes its row in the transaction in which that work
 *       changes hands. So nothing of the old engine is committed after it, whatever it believes.
 *   <li>The events of an action lie in partitions of the action's owner: actions and partitions
 *       change hands together.
 *   <li>An engine's row is dead when it was not renewed for a whole lease, by the clock of the
 *       database. Only an engine that renewed its own all that time may say so: after an outage of
 *       the database nobody is dead.
 * </ul>
 *
 * <p>On SQLite an engine is alone with its file: nothing is checked, and every other one is gone.
 */
public final class Membership implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

  private final Store store;
  private final EngineSettings settings;
  private final boolean shared;
  private final Runnable whenFenced;
  private final String id = UUID.randomUUID().toString();
  private final AtomicBoolean fenced = new AtomicBoolean();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("senlin-heartbeat").factory());
  private String partition = "";
  private volatile Lanes lanes = Lanes.NONE;
  private volatile boolean others;
  private volatile @Nullable Instant aliveSince; // by the database's clock
  private @Nullable Instant lastReport; // only the heartbeat's thread touches it
  private boolean failing;

  private Membership(Store store, EngineSettings settings, boolean shared, Runnable whenFenced) {
    this.store = store;
    this.settings = settings;
    this.shared = shared;
    this.whenFenced = whenFenced;
  }

  /**
   * Reports an engine in, and gives it a partition to append to.
   *
   * @param predecessor the engine that had this one's state directory before, if that is known: it
   *     is dead for certain, and its work becomes this engine's
   * @param whenFenced is run, on a thread of its own, once others have taken over this engine's
   *     work
   * @throws StoreException if the database fails
   */
  public static Membership join(
      Store store, EngineSettings settings, Optional<String> predecessor, Runnable whenFenced) {
    boolean shared = store.dialect() != Dialect.SQLITE;
    Membership membership = new Membership(store, settings, shared, whenFenced);
    membership.partition = store.write(tx -> membership.enter(tx, predecessor));
    membership.begin();
    return membership;
  }

  /** The same for an engine that is alone with its database, and whose journal is open already. */
  static Membership alone(Store store, EngineSettings settings, String partition) {
    Membership membership = new Membership(store, settings, false, () -> {});
    membership.partition = partition;
    store.write(
        tx -> {
          Services.insert(tx, membership.id, settings.host());
          Partitions.own(tx, partition, membership.id);
          return membership;
        });
    membership.begin();
    return membership;
  }

  private String enter(Session tx, Optional<String> predecessor) throws SQLException {
    Services.insert(tx, id, settings.host());
    if (predecessor.isPresent() && tx.dialect() != Dialect.SQLITE) {
      boolean certain = Services.isOf(tx, predecessor.get(), settings.host());
      if (certain) {
        Services.remove(tx, predecessor.get());
      }
      if (certain || !Services.exists(tx, predecessor.get())) {
        var _ = ActionRows.pass(tx, predecessor.get(), id);
        Optional<String> inherited = Partitions.inherit(tx, predecessor.get(), id);
        if (inherited.isPresent()) {
          return inherited.get();
        }
      }
    }
    return Partitions.take(tx, id);
  }

  private void begin() {
    store.guard(shared() ? this::check : Guard.NONE);
    long millis = settings.heartbeat(shared()).toMillis();
    var _ = timer.scheduleAtFixedRate(this::report, 0, millis, TimeUnit.MILLISECONDS);
  }

  /** The UUID of this engine, the owner of its actions. */
  public String id() {
    return id;
  }

  /** The partition of the journal that this engine appends to. */
  public String partition() {
    return partition;
  }

  /** Whether others may use the database as well. */
  boolean shared() {
    return shared;
  }

  /** Whether another engine was there at the last report. */
  boolean others() {
    return others;
  }

  /** Whether others have taken over this engine's work. */
  public boolean fenced() {
    return fenced.get();
  }

  void lanes(Lanes served) {
    lanes = served;
  }

  private void check(Session tx) throws SQLException {
    if (!Services.holds(tx, id)) {
      if (fenced.compareAndSet(false, true)) {
        LOG.warn(
            "this engine, {}, did not report in for its lease, and another one has taken over its"
                + " work; it stops, and joins again as a new one",
            id);
        Thread.ofVirtual().name("senlin-fenced").start(whenFenced);
      }
      throw new StoreFenced(
          "another engine has taken over the work of this one, which joins again; try again");
    }
  }

  private void report() {
    try {
      Instant now = store.write(this::renew);
      Instant last = lastReport;
      boolean broken = last == null || last.plus(settings.lease().dividedBy(2)).isBefore(now);
      if (broken || failing) {
        aliveSince = now;
      }
      lastReport = now;
      failing = false;
    } catch (StoreFenced known) {
      timer.shutdown();
    } catch (StoreException unavailable) {
      if (!failing) {
        LOG.warn("cannot report that this engine is alive: {}", unavailable.getMessage());
      }
      failing = true;
    } catch (IllegalStateException closed) {
      timer.shutdown(); // the store was closed before its user
    }
  }

  private Instant renew(Session tx) throws SQLException {
    Services.renew(tx, id);
    others = shared() && Services.count(tx) > 1;
    return Services.clock(tx);
  }

  /** The engines that are gone, or as good as gone, and have left something. */
  List<String> dead() {
    return store.read(
        tx -> {
          if (!shared()) {
            return Services.others(tx, id);
          }
          List<String> dead = new ArrayList<>(Services.gone(tx));
          if (mayJudge(tx)) {
            dead.addAll(Services.silent(tx, id, settings.lease()));
          }
          return dead;
        });
  }

  private boolean mayJudge(Session tx) throws SQLException {
    Instant since = aliveSince;
    return since != null && !since.plus(settings.lease()).isAfter(Services.clock(tx));
  }

  /**
   * Makes the work of a dead engine this one's: its actions that have not ended, and its partitions
   * of the journal.
   *
   * @return the actions; none if it is alive after all, or another engine was quicker
   * @see Services#fence
   */
  List<String> takeOver(String dead) {
    List<String> actions =
        store.write(
            tx -> {
              boolean there = shared() && Services.exists(tx, dead);
              if (there && !Services.fence(tx, dead, settings.lease())) {
                return List.of();
              }
              Services.remove(tx, dead);
              Partitions.pass(tx, dead, id);
              return ActionRows.pass(tx, dead, id);
            });
    if (!actions.isEmpty()) {
      LOG.warn("engine {} is gone; its {} actions are this engine's now", dead, actions.size());
    }
    return actions;
  }

  /** The partitions whose events are this engine's to deliver. */
  List<String> partitions() {
    return store.read(tx -> Partitions.of(tx, id));
  }

  void giveBack(String delivered) {
    var _ =
        store.write(
            tx -> {
              Partitions.giveBack(tx, delivered, id);
              return delivered;
            });
  }

  /**
   * Takes this engine off the list. What it has not done is found by the others, or by its next
   * start.
   */
  @Override
  public void close() {
    timer.shutdown();
    if (fenced()) {
      return;
    }
    try {
      List<String> delivered = partitions().stream().filter(lanes::delivered).toList();
      store.write(
          tx -> {
            boolean idle = ActionRows.of(tx, id).isEmpty();
            for (String each : idle ? delivered : List.<String>of()) {
              Partitions.giveBack(tx, each, id);
            }
            return Services.remove(tx, id);
          });
    } catch (StoreException | IllegalStateException gone) {
      LOG.warn("cannot take this engine off the list of services: {}", gone.getMessage());
    }
  }

  /** All engines, by host. */
  List<ServiceRecord> list() {
    Duration patience = shared() ? settings.lease() : settings.reportInterval().multipliedBy(2);
    return store.read(tx -> Services.list(tx, patience));
  }

  /**
   * Takes those off the list that have not reported in for a lease.
   *
   * @return their ids
   */
  List<String> clean() {
    return store.write(tx -> Services.clean(tx, id, settings.lease()));
  }
}
