package io.senlin.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.senlin.engine.Beginnings.Begun;
import io.senlin.engine.Beginnings.Over;
import io.senlin.engine.Beginnings.Started;
import io.senlin.engine.Control.Order;
import io.senlin.engine.Ending.Result;
import io.senlin.store.StoreException;
import io.senlin.store.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs READY actions, each on a virtual thread named after it, as many at once as there are slots.
 * The database is the queue: one thread looks for READY actions when {@link Wakeups} says that
 * there may be some, and now and then by itself.
 *
 * <p>Whatever goes wrong in an action ends that action, never the scheduler: this is the one place
 * where unexpected exceptions of actions are caught.
 */
final class Scheduler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(1);

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
    try {
      while (!stopping) {
        core.wakeups().awaitReady(core.wakeups().untilNext(core.now(), LOOK));
        if (!stopping) {
          takeReady();
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeReady() throws InterruptedException {
    core.wakeups().unpark(core.now());
    int free = core.slots().availablePermits();
    int limit = free + taken.size() + core.wakeups().parkedCount();
    List<String> ready;
    try {
      ready = core.store().read(tx -> ActionRows.ready(tx, limit));
    } catch (StoreException unavailable) {
      LOG.warn("cannot look for actions to run, will try again: {}", unavailable.getMessage());
      Thread.sleep(PAUSE);
      core.wakeups().ready();
      return;
    }
    backlog = ready.size() >= limit;
    for (String id : ready) {
      if (!core.wakeups().isParked(id) && !taken.contains(id)) {
        if (!core.slots().tryAcquire()) {
          backlog = true;
          return;
        }
        taken.add(id);
        threads.execute(() -> runThenFree(id));
      }
    }
  }

  private void runThenFree(String id) {
    Thread.currentThread().setName("action-" + id);
    try {
      run(id);
    } finally {
      taken.remove(id);
      core.slots().release();
      if (backlog || core.wakeups().isHurried(id)) {
        core.wakeups().ready();
      }
    }
  }

  private void run(String id) {
    boolean quiet = core.wakeups().takeHurried(id);
    try {
      Begun begun = core.store().write(tx -> beginnings.begin(tx, id, quiet));
      switch (begun) {
        case Started(Run run) -> perform(run);
        case Over() -> {}
      }
    } catch (StoreUnavailable unavailable) {
      LOG.warn("cannot start action {}, will try again: {}", id, unavailable.getMessage());
      core.wakeups().park(id, "", core.now().plus(PAUSE));
    } catch (RuntimeException broken) {
      LOG.error("action {} cannot be started", id, broken);
      failUnstarted(id);
    }
  }

  private void failUnstarted(String id) {
    try {
      core.store()
          .write(
              tx -> {
                var found = ActionRows.find(tx, id);
                if (found.isPresent()) {
                  endings.endUnstarted(tx, found.get(), Result.ERROR, "failed");
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
      return endings.unexpected(run, "The action was interrupted.");
    } catch (RuntimeException unexpected) {
      LOG.error("action {} ({}) failed unexpectedly", run.id(), run.kind(), unexpected);
      return endings.unexpected(run, String.valueOf(unexpected.getMessage()));
    }
  }

  /** Ends an action, however long the database takes. */
  private void end(Run run, Ending ending) {
    boolean told = false;
    while (true) {
      try {
        core.store()
            .write(
                tx -> {
                  endings.finish(tx, run, ending);
                  return run;
                });
        return;
      } catch (StoreUnavailable unavailable) {
        if (!told) {
          LOG.warn(
              "cannot end action {}, will go on trying: {}", run.id(), unavailable.getMessage());
          told = true;
        }
        if (stopping) {
          return;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /**
   * Starts no further action, waits for those that run, and then orders the rest to end. What still
   * runs after that is found by the next start.
   */
  @Override
  public void close() {
    stopping = true;
    core.wakeups().ready();
    threads.shutdown();
    try {
      if (looker.isAlive()) {
        looker.join(PAUSE);
      }
      if (!ended()) {
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
