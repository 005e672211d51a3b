package io.senlin.delivery;

import io.senlin.journal.Journal;
import io.senlin.spi.DispatcherGone;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one dispatcher by one {@link Plan}, on a platform thread of its own: waits for the worker
 * before it to be gone, opens an instance, delivers until it is stopped, closes the instance. When
 * the plan changes, a new worker follows. So two workers of one dispatcher never deliver at the
 * same time, and the second begins at the cursor that the first left.
 *
 * <p>A worker whose dispatcher does not return, even when interrupted, is abandoned: its thread
 * goes on as long as it likes, but touches neither cursor nor counts any more. Thread-safe.
 */
final class Worker {
  private static final Logger log = LoggerFactory.getLogger(Worker.class);
  private static final Duration IDLE_LIMIT = Duration.ofSeconds(1);
  private static final Duration GATHER_LIMIT = Duration.ofMillis(50);
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** What all workers of one delivery share. */
  record Surroundings(
      Journal journal, InstantSource clock, RandomGenerator random, Sleeper sleeper) {}

  private final Plan plan;
  private final Surroundings surroundings;
  private final Meter meter;
  private final Route route;
  private final CountDownLatch before;
  private final Control control;
  private final Outage opening;
  private final Outage delivering;
  private final Outage journalTrouble;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch settled = new CountDownLatch(1);
  private final Thread thread;
  private volatile List<Lane> lanes = List.of();
  private Optional<Courier> courier = Optional.empty();
  private Optional<Instance> instance = Optional.empty();

  /**
   * A worker that {@link #start} sets to work.
   *
   * @param before is zero when the worker before this one has settled
   */
  Worker(
      Plan plan,
      Surroundings surroundings,
      Meter meter,
      Route route,
      CountDownLatch before,
      boolean paused) {
    this.plan = plan;
    this.surroundings = surroundings;
    this.meter = meter;
    this.route = route;
    this.before = before;
    this.control = new Control(paused);
    this.opening = outage("cannot be opened", DispatcherState.OPENING);
    this.delivering = outage("fails", DispatcherState.FAILING);
    this.journalTrouble = outage("cannot use the journal", DispatcherState.FAILING);
    this.thread =
        Thread.ofPlatform()
            .name("senlin-dispatcher-" + plan.name())
            .daemon()
            .inheritInheritableThreadLocals(false)
            .unstarted(this::run);
  }

  void start() {
    plan.source().hold();
    thread.start();
  }

  Control control() {
    return control;
  }

  Plan plan() {
    return plan;
  }

  /** Its ways through the partitions; none before it has found its cursors. */
  List<Lane> lanes() {
    return lanes;
  }

  boolean isSettled() {
    return settled.getCount() == 0;
  }

  /** Is zero when the thread has ended, or was abandoned. */
  CountDownLatch settled() {
    return settled;
  }

  /**
   * Asks the worker to stop and returns at once: it may finish the call it is in within {@code
   * limit}, is then interrupted, and in the end abandoned. What heeds the interrupt may close in
   * peace for as long as a call may take to heed it.
   */
  void stop(Duration limit) {
    control.stop();
    Thread.ofVirtual().name("senlin-stop-" + plan.name()).start(() -> reap(limit));
  }

  /**
   * The same, but the worker goes on until it has delivered the event with this sequence, as far as
   * {@code limit} allows.
   */
  void finish(long sequence, Duration limit) {
    control.finish(sequence);
    Thread.ofVirtual().name("senlin-stop-" + plan.name()).start(() -> reap(limit));
  }

  private void reap(Duration limit) {
    try {
      before.await();
      boolean done = ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
      control.stop();
      done = done || endsWithin(GRACE, control::interruptCall);
      done = done || (control.closing() && endsWithin(GRACE, control::interruptClosing));
      if (!done) {
        control.abandon();
        log.error(
            "dispatcher '{}' did not return within {} ms and did not heed the interrupt; its thread"
                + " {} is left behind, with its memory, until it returns",
            plan.name(),
            limit.plus(GRACE).toMillis(),
            thread.getName());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      settled.countDown();
    }
  }

  /** Interrupts again and again, as one interrupt may be lost on a dispatcher. */
  private boolean endsWithin(Duration limit, Runnable interrupt) throws InterruptedException {
    boolean done = false;
    for (int i = 0; i < 10 && !done; i++) {
      interrupt.run();
      done = ended.await(limit.toMillis() / 10, TimeUnit.MILLISECONDS);
    }
    return done;
  }

  private void run() {
    try {
      while (before.getCount() > 0) {
        control.rest(before::await);
      }
      boolean goesOn = true;
      while (goesOn && !control.stopping() && !finished()) {
        goesOn = work();
      }
    } finally {
      close();
      storeCursors();
      answerTests();
      plan.source().release();
      ended.countDown();
      settled.countDown();
    }
  }

  /** Whether it was asked to finish, and has, or cannot. */
  private boolean finished() {
    long last = control.finish();
    boolean done = !lanes.isEmpty() && lanes.getFirst().position() >= last;
    return last != Long.MAX_VALUE && (done || control.paused());
  }

  /** Does one thing; false if there is no more to do. The boundary: nothing ends the worker. */
  private boolean work() {
    try {
      if (courier.isEmpty()) {
        lanes = route.lanes();
        courier = Optional.of(new Courier(plan, control, meter, delivering, lanes));
      }
      boolean goesOn = instance.isEmpty() ? open() : serve(instance.get(), courier.get());
      journalTrouble.over();
      return goesOn;
    } catch (Throwable trouble) {
      pause(journalTrouble.failed(trouble, Duration.ZERO));
      return true;
    }
  }

  private boolean open() {
    meter.is(DispatcherState.OPENING);
    Instance made = new Instance(plan, control);
    instance = Optional.of(made);
    Optional<Throwable> failure = made.open();
    if (control.stopping()) {
      return false;
    }
    if (failure.isEmpty()) {
      opening.over();
      meter.is(DispatcherState.RUNNING);
      return true;
    }
    close();
    if (failure.get() instanceof DispatcherGone gone) {
      return gone(plan.redact(PluginCall.describe(gone)));
    }
    pause(opening.failed(failure.get(), Duration.ZERO));
    return true;
  }

  private boolean serve(Instance open, Courier carrier) {
    answerTests();
    if (control.paused()) {
      meter.is(DispatcherState.PAUSED);
      control.rest(() -> surroundings.sleeper().sleep(IDLE_LIMIT));
      return true;
    }
    if (meter.condition().state() == DispatcherState.PAUSED) {
      meter.is(DispatcherState.RUNNING);
    }
    return follow(carrier.step(open));
  }

  private boolean follow(Next next) {
    return switch (next) {
      case Next.Again _ -> true;
      case Next.Idle _ -> {
        control.rest(() -> awaitEvents(1, IDLE_LIMIT));
        yield true;
      }
      case Next.Gather _ -> {
        control.rest(() -> awaitEvents(plan.policy().batchSize(), GATHER_LIMIT));
        yield true;
      }
      case Next.Pause pause -> {
        pause(pause.length());
        yield true;
      }
      case Next.Gone gone -> gone(gone.reason());
    };
  }

  private void awaitEvents(int count, Duration limit) throws InterruptedException {
    Lane own = lanes.getFirst();
    boolean _ =
        surroundings.journal().awaitAfter(own.partition(), own.position() + count - 1, limit);
  }

  private boolean gone(String reason) {
    meter.failed(DispatcherState.GONE, reason, Optional.empty());
    log.error(
        "dispatcher '{}' is switched off, it says it is gone: {}; its events wait in the journal"
            + " until it is enabled again",
        plan.name(),
        reason);
    return false;
  }

  /**
   * Waits before the next attempt; administrators need not wait for it. One that is open and paused
   * rests by itself.
   */
  private void pause(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    Duration left = length;
    while (left.isPositive()
        && !control.stopping()
        && !(control.paused() && instance.isPresent())) {
      Duration rest = left;
      if (control.rest(() -> surroundings.sleeper().sleep(rest))) {
        return;
      }
      answerTests();
      left = Duration.ofNanos(end - System.nanoTime());
    }
  }

  private void answerTests() {
    Optional<TestRequest> request = control.nextTest();
    while (request.isPresent()) {
      TestRequest test = request.get();
      Optional<Throwable> failure =
          instance.isPresent()
              ? instance.get().dumpAll(List.of(test.event()))
              : Optional.of(new IllegalStateException(closedBecause()));
      test.answer(failure.map(thrown -> plan.redact(PluginCall.describe(thrown))));
      request = control.nextTest();
    }
  }

  private String closedBecause() {
    return meter.condition().lastError().map(error -> "not open: " + error).orElse("not open");
  }

  private void close() {
    Optional<Throwable> failure = instance.flatMap(Instance::close);
    instance = Optional.empty();
    failure.ifPresent(
        thrown ->
            log.warn(
                "dispatcher '{}' failed to close: {}",
                plan.name(),
                plan.redact(PluginCall.describe(thrown))));
  }

  private void storeCursors() {
    if (control.abandoned()) {
      return;
    }
    try {
      lanes.forEach(Lane::store);
    } catch (Throwable trouble) { // the cursor stays: what came after it is delivered again
      log.warn(
          "dispatcher '{}' could not store its cursor: {}",
          plan.name(),
          plan.redact(PluginCall.describe(trouble)));
    }
  }

  private Outage outage(String trouble, DispatcherState state) {
    Backoff backoff =
        new Backoff(plan.policy().retryInitial(), plan.policy().retryMax(), surroundings.random());
    return new Outage(trouble, state, plan, backoff, meter, surroundings.clock());
  }
}
