package io.senlin.delivery;

import io.senlin.journal.Journal;
import io.senlin.journal.Register;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dispatchers that run, and how they come to run as planned. Used under a lock. */
final class Fleet {
  private static final Logger log = LoggerFactory.getLogger(Fleet.class);

  private final Worker.Surroundings surroundings;
  private final Remembered remembered;
  private final Map<String, Slot> slots = new TreeMap<>();
  private final Instant began;
  private boolean goingOn = true;
  private List<String> partitions;

  Fleet(Worker.Surroundings surroundings, Remembered remembered) {
    this.surroundings = surroundings;
    this.remembered = remembered;
    this.began = surroundings.clock().instant();
    this.partitions = List.of(surroundings.journal().partition());
  }

  Optional<Slot> slot(String name) {
    return Optional.ofNullable(slots.get(name));
  }

  List<Slot> slots() {
    return List.copyOf(slots.values());
  }

  /**
   * Makes what runs agree with the plans. The first time, a dispatcher that was switched on when
   * the engine stopped goes on at its cursor.
   *
   * @param plans of all dispatchers that are enabled; empty for one that is not available
   */
  void reconcile(Map<String, Optional<Plan>> plans) {
    for (Slot slot : slots()) {
      if (slot.enabled() && !plans.containsKey(slot.name())) {
        switchOff(slot);
      }
    }
    forgetDisabled(plans);
    plans.forEach(
        (name, plan) -> {
          Slot slot = slots.computeIfAbsent(name, this::newSlot);
          OptionalLong replay = OptionalLong.empty();
          if (!slot.enabled()) {
            replay = switchOn(slot, plan);
          }
          if (plan.isEmpty()) {
            missing(slot);
          } else if (!runsAs(slot, plan.get())) {
            run(slot, plan.get(), replay);
          }
        });
    slots().forEach(this::holdAsRemembered);
    goingOn = false;
  }

  /** Runs a dispatcher anew, by the plan it had. */
  void restart(Slot slot) {
    slot.worker().map(Worker::plan).ifPresent(plan -> run(slot, plan, OptionalLong.empty()));
  }

  /** Delivers these partitions, the first of which is this engine's own. */
  void partitions(List<String> all) {
    if (!all.equals(partitions)) {
      partitions = List.copyOf(all);
      slots().stream()
          .filter(slot -> slot.worker().filter(worker -> !worker.isSettled()).isPresent())
          .forEach(this::restart);
    }
  }

  /** Asks all to stop; returns what is zero as each of them has settled. */
  List<CountDownLatch> stop(Duration limit) {
    List<CountDownLatch> settled = new ArrayList<>();
    for (Slot slot : slots.values()) {
      slot.worker().ifPresent(worker -> worker.stop(limit));
      settled.add(slot.last());
    }
    return settled;
  }

  /** A meter for a dispatcher that was not switched on since the engine started. */
  Meter disabledMeter(String name) {
    Register.Entry entry = remembered.of(name);
    boolean known = !entry.active() && entry.since().isAfter(Instant.EPOCH);
    return new Meter(surroundings.clock(), known ? entry.since() : began);
  }

  private Slot newSlot(String name) {
    Meter meter = disabledMeter(name);
    meter.dead(surroundings.journal().deadLetterCount(name));
    return new Slot(name, meter);
  }

  private void holdAsRemembered(Slot slot) {
    boolean hold = remembered.of(slot.name()).paused();
    slot.worker()
        .map(Worker::control)
        .filter(control -> control.paused() != hold)
        .ifPresent(control -> control.pause(hold));
  }

  private static boolean runsAs(Slot slot, Plan plan) {
    return slot.worker().map(Worker::plan).filter(plan::runsAs).isPresent();
  }

  private void run(Slot slot, Plan plan, OptionalLong replay) {
    boolean changed = slot.worker().isPresent();
    slot.stop();
    Route route =
        new Route(surroundings.journal(), slot.name(), partitions, replay, slot.absence());
    boolean paused = remembered.of(slot.name()).paused();
    slot.run(new Worker(plan, surroundings, slot.meter(), route, slot.last(), paused));
    if (changed) {
      log.info("dispatcher '{}' starts anew at its cursor", slot.name());
    }
  }

  private void missing(Slot slot) {
    slot.stop();
    String error =
        "there is no dispatcher '%s'; put its plugin below plugin_path, or take it out of"
            + " event_dispatchers";
    slot.meter().failed(DispatcherState.OPENING, error.formatted(slot.name()), Optional.empty());
    log.error("dispatcher '{}' is enabled, but {}", slot.name(), error.formatted(slot.name()));
  }

  private void switchOff(Slot slot) {
    remembered.active(slot.name(), false);
    slot.enable(false);
    slot.finish(surroundings.journal().head(surroundings.journal().partition()));
    slot.meter().is(DispatcherState.DISABLED);
    log.info("dispatcher '{}' is switched off", slot.name());
  }

  /** What was on when the engine stopped and is off now. */
  private void forgetDisabled(Map<String, Optional<Plan>> plans) {
    for (Register.Entry entry : remembered.all()) {
      if (entry.active() && !plans.containsKey(entry.name())) {
        remembered.active(entry.name(), false);
      }
    }
  }

  /**
   * Settles where the dispatcher is to begin. What it had not delivered when it was switched off
   * still comes, unless its option {@code start} demands another place.
   *
   * @return that place, empty if it goes on at its cursor
   */
  private OptionalLong switchOn(Slot slot, Optional<Plan> plan) {
    Journal journal = surroundings.journal();
    String name = slot.name();
    String partition = journal.partition();
    long head = journal.head(partition);
    OptionalLong cursor = journal.cursor(name, partition);
    boolean stayed = goingOn && remembered.of(name).active();
    Start start = plan.map(known -> known.policy().start()).orElse(new Start.Now());
    boolean goesOn = cursor.isPresent() && (stayed || start instanceof Start.Cursor);
    Absence absence = Absence.NONE;
    if (cursor.isPresent() && !goesOn && start instanceof Start.Now) {
      absence = new Absence(lastBeforeOff(slot), head);
      goesOn = cursor.getAsLong() < absence.after();
    }
    OptionalLong replay = OptionalLong.empty();
    if (goesOn) {
      log.info(
          "dispatcher '{}' goes on after event {} of {}{}",
          name,
          cursor.getAsLong(),
          head,
          absence.last() > absence.after()
              ? ", without those after " + absence.after() + ", as it was off"
              : "");
    } else {
      long begin = position(start, cursor);
      absence = Absence.NONE;
      journal.placeCursor(name, partition, begin);
      replay = OptionalLong.of(begin);
      log.info("dispatcher '{}' is switched on and begins after event {} of {}", name, begin, head);
    }
    slot.absence(absence);
    remembered.active(name, true);
    slot.enable(true);
    slot.meter().is(DispatcherState.OPENING);
    return replay;
  }

  /** The last event of the own partition from before a dispatcher was switched off. */
  private long lastBeforeOff(Slot slot) {
    Journal journal = surroundings.journal();
    Instant off = remembered.of(slot.name()).since();
    return slot.switchedOffAfter()
        .orElseGet(() -> journal.positionAt(journal.partition(), off) - 1);
  }

  private long position(Start start, OptionalLong cursor) {
    Journal journal = surroundings.journal();
    String partition = journal.partition();
    return switch (start) {
      case Start.Now _ -> journal.head(partition);
      case Start.Beginning _ -> journal.tail(partition) - 1;
      case Start.Cursor _ -> cursor.orElseGet(() -> journal.head(partition));
      case Start.At(Instant time) -> journal.positionAt(partition, time) - 1;
    };
  }
}
