package io.senlin.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.senlin.engine.Beginnings.Begun;
import io.senlin.engine.Beginnings.Over;
import io.senlin.engine.Beginnings.Started;
import io.senlin.engine.Control.Order;
import io.senlin.engine.Ending.Result;
import io.senlin.store.StoreFenced;
import io.senlin.store.StoreUnavailable;
import io.senlin.store.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs READY actions, each on a virtual thread named after it, as many at once as there are slots.
 * The database is the queue: one thread claims READY actions when {@link Wakeups} says that there
 * may be some, and now and then by itself. What was claimed stays this engine's to its end.
 *
 * <p>Whatever goes wrong in an action ends that action, never the scheduler: this is the one place
 * where unexpected exceptions of actions are caught.
 */
final class Scheduler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final Duration LOOKOUT = Duration.ofSeconds(1);

  /** How many actions are claimed at once at most, so that other engines get their share. */
  private static final int BITE = 64;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final String LOST =
      "How the action ended could not be stored; the log of the engine says why.";

  private final Core core;
  private final Beginnings beginnings;
  private final Endings endings;
  private final ActionSteps steps;
  private final Set<String> taken = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory());
  private final ScheduledThreadPoolExecutor timer;
  private final Thread looker;
  private volatile boolean stopping;
  private volatile boolean backlog;

  Scheduler(Core core, Beginnings beginnings, Endings endings, ActionSteps steps) {
    this.core = core;
    this.beginnings = beginnings;
    this.endings = endings;
    this.steps = steps;
    ThreadFactory daemon = Thread.ofPlatform().daemon().name("senlin-timer").factory();
    this.timer = new ScheduledThreadPoolExecutor(1, daemon);
    this.timer.setRemoveOnCancelPolicy(true);
    this.looker = Thread.ofVirtual().name("senlin-scheduler").unstarted(this::look);
  }

  void start() {
    core.wakeups().ready();
    looker.start();
  }

  private void look() {
    boolean shared = core.membership().shared();
    long lookedAt = System.nanoTime();
    try {
      while (!stopping) {
        Duration limit = core.wakeups().untilNext(core.now(), shared ? LOOKOUT : LOOK);
        Wakeups.Call call = core.wakeups().await(limit);
        boolean ready = call.ready() || !shared;
        if (shared && (call.look() || System.nanoTime() - lookedAt >= LOOKOUT.toNanos())) {
          lookedAt = System.nanoTime();
          ready |= lookOut();
        }
        takeUp();
        if (ready && !stopping) {
          claim();
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (StoreFenced over) {
      LOG.debug("no further action is started", over);
    }
  }

  /** Does what other engines have asked for; returns whether there are READY actions. */
  private boolean lookOut() {
    try {
      Lookout seen =
          core.store().read(tx -> Lookout.of(tx, core.engineId(), core.wakeups().awaited()));
      seen.free().forEach(core.wakeups()::wake);
      seen.unlocked().forEach(core.wakeups()::unlocked);
      for (Lookout.Ordered ordered : seen.ordered()) {
        if (ordered.control().equals(Endings.FORCE)) {
          force(ordered.action());
        } else {
          core.wakeups().stop(ordered.action(), Order.CANCEL);
        }
      }
      return seen.ready();
    } catch (StoreUnavailable unavailable) {
      LOG.debug("cannot look what other engines did, will try again", unavailable);
      return false;
    }
  }

  private void force(String id) {
    var _ =
        core.store()
            .write(
                tx -> {
                  Optional<ActionRecord> action = ActionRows.find(tx, id);
                  if (action.isPresent() && !action.get().status().ended()) {
                    endings.forceCancel(tx, action.get());
                  }
                  return id;
                });
  }

  /** Tries the actions of this engine that were put aside, as far as there are slots. */
  private void takeUp() {
    for (String id : core.wakeups().due(core.now())) {
      if (taken.contains(id)) {
        continue; // it looks at its row again when it is done
      }
      if (stopping || !core.slots().tryAcquire()) {
        backlog = true;
        return;
      }
      taken.add(id);
      core.wakeups().tried(id);
      threads.execute(() -> runThenFree(id));
    }
  }

  /** Makes READY actions this engine's, no more than there are slots, and starts them. */
  private void claim() throws InterruptedException {
    backlog = true; // before the look, so that a slot that becomes free after it is noticed
    int limit = Math.min(core.slots().availablePermits(), BITE);
    if (limit == 0) {
      return;
    }
    backlog = false;
    try {
      List<String> claimed = core.store().write(tx -> ActionRows.claim(tx, core.engineId(), limit));
      claimed.forEach(core.wakeups()::takeUp);
      takeUp();
      if (claimed.size() == limit) {
        core.wakeups().ready();
      }
    } catch (StoreUnavailable unavailable) {
      LOG.warn("cannot look for actions to run, will try again: {}", unavailable.getMessage());
      Thread.sleep(PAUSE);
      core.wakeups().ready();
    }
  }

  private void runThenFree(String id) {
    Thread.currentThread().setName("action-" + id);
    try {
      run(id);
    } catch (StoreFenced over) {
      LOG.debug("action {} is another engine's now", id, over);
    } finally {
      taken.remove(id);
      core.slots().release();
      if (backlog || core.wakeups().anyDue()) {
        core.wakeups().ready();
      }
    }
  }

  private void run(String id) {
    boolean quiet = core.wakeups().takeHurried(id);
    Begun begun = new Over();
    try {
      begun = core.store().write(tx -> beginnings.begin(tx, id, quiet));
    } catch (StoreUnavailable unavailable) {
      LOG.warn("cannot start action {}, will try again: {}", id, unavailable.getMessage());
      core.wakeups().park(id, "", core.now().plus(PAUSE));
    } catch (StoreFenced over) {
      throw over;
    } catch (RuntimeException broken) {
      LOG.error("action {} cannot be started", id, broken);
      failUnstarted(id);
    }
    switch (begun) {
      case Started(Run run) -> perform(run);
      case Over() -> {}
    }
  }

  private void failUnstarted(String id) {
    try {
      core.store()
          .write(
              tx -> {
                var found = ActionRows.find(tx, id);
                if (found.isPresent()) {
                  var _ = endings.endUnstarted(tx, found.get(), Result.ERROR, "failed");
                }
                return id;
              });
    } catch (RuntimeException broken) {
      LOG.error("action {} cannot be ended either, will try again in a minute", id, broken);
      core.wakeups().park(id, "", core.now().plus(Duration.ofMinutes(1)));
    }
  }

  private void perform(Run run) {
    ScheduledFuture<?> alarm =
        timer.schedule(
            () -> run.control().stop(Order.TIMEOUT), run.timeout().toMillis(), MILLISECONDS);
    try {
      end(run, performed(run));
    } finally {
      alarm.cancel(false);
      core.wakeups().ended(run.id());
    }
  }

  private Ending performed(Run run) {
    try {
      return steps.of(run.kind()).perform().run(run);
    } catch (InterruptedException stopped) {
      return endings.settling(run, Endings.stopped(run));
    } catch (StoreFenced over) {
      throw over;
    } catch (Throwable unexpected) { // a profile type that is broken ends its action only
      LOG.error("action {} ({}) failed unexpectedly", run.id(), run.kind(), unexpected);
      String message = unexpected.getMessage();
      String reason = message == null ? unexpected.getClass().getName() : message;
      return endings.settling(run, Ending.error(reason));
    }
  }

  /** Ends an action, however long the database takes, and whatever keeps its end from it. */
  private void end(Run run, Ending ending) {
    try {
      finish(run, ending);
    } catch (StoreFenced over) {
      throw over;
    } catch (RuntimeException broken) {
      LOG.error("action {} ({}) cannot be ended as it went", run.id(), run.kind(), broken);
      finish(run, endings.settling(run, Ending.error(LOST)));
    }
  }

  private void finish(Run run, Ending ending) {
    Work<Run> finishing =
        tx -> {
          endings.finish(tx, run, ending);
          return run;
        };
    try {
      core.outages().outlast(() -> core.store().write(finishing));
    } catch (InterruptedException stop) {
      LOG.warn("action {} could not be ended; the next start will do that", run.id());
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Starts no further action, waits for those that run, and then orders the rest to end. What still
   * runs after that is found by the next start.
   */
  @Override
  public void close() {
    stopping = true;
    core.outages().stop();
    core.wakeups().ready();
    threads.shutdown();
    try {
      if (looker.isAlive()) {
        looker.join(PAUSE);
      }
      if (core.membership().fenced() || !ended()) {
        core.wakeups().running().forEach(control -> control.stop(Order.ENGINE_STOPS));
        if (!ended()) {
          LOG.warn("{} actions still run; the next start will end them", taken.size());
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    timer.shutdownNow();
  }

  private boolean ended() throws InterruptedException {
    return threads.awaitTermination(core.settings().stopLimit().toMillis(), MILLISECONDS);
  }
}
