package io.senlin.delivery;

import io.senlin.journal.Register.Wish;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What administrators ask for against senlin.conf. Used under a lock. */
final class Administration {
  private static final Logger log = LoggerFactory.getLogger(Administration.class);

  /** Makes what runs agree with the wishes. */
  @FunctionalInterface
  interface Reconciliation {
    void run() throws Refused;
  }

  private final Fleet fleet;
  private final Remembered remembered;

  Administration(Fleet fleet, Remembered remembered) {
    this.fleet = fleet;
    this.remembered = remembered;
  }

  /**
   * Switches a dispatcher on or off. Nothing is remembered where that is what senlin.conf says.
   *
   * @param configured whether senlin.conf enables it
   */
  Change wish(
      String name, boolean on, boolean configured, boolean dryRun, Reconciliation reconciliation)
      throws Refused {
    DispatcherState before = stateOf(name);
    boolean gone = before == DispatcherState.GONE;
    boolean is = before != DispatcherState.DISABLED;
    String what = on ? "enabled" : "disabled";
    if (is == on && !(on && gone)) {
      return already(name, before, what);
    }
    if (!dryRun) {
      Wish old = remembered.of(name).wish();
      remembered.wish(name, configured == on ? Wish.NONE : on ? Wish.ENABLED : Wish.DISABLED);
      try {
        reconciliation.run();
      } catch (Refused refused) {
        remembered.wish(name, old);
        throw refused;
      }
      if (gone && on) {
        fleet.slot(name).ifPresent(fleet::restart);
      }
    }
    return change(
        name, before, on ? DispatcherState.OPENING : DispatcherState.DISABLED, dryRun, what);
  }

  /** Holds a dispatcher, or lets it go on. */
  Change hold(String name, boolean hold, boolean dryRun) {
    DispatcherState before = stateOf(name);
    String what = hold ? "paused" : "resumed";
    if (remembered.of(name).paused() == hold) {
      return already(name, before, hold ? what : "not paused");
    }
    if (!dryRun) {
      remembered.paused(name, hold);
      fleet.slot(name).flatMap(Slot::worker).ifPresent(worker -> worker.control().pause(hold));
      log.info("dispatcher '{}' is {}", name, what);
    }
    DispatcherState running = hold ? DispatcherState.PAUSED : DispatcherState.RUNNING;
    DispatcherState after = before == DispatcherState.DISABLED ? before : running;
    return change(name, before, after, dryRun, what);
  }

  private DispatcherState stateOf(String name) {
    return fleet
        .slot(name)
        .filter(Slot::enabled)
        .map(slot -> slot.meter().condition().state())
        .orElse(DispatcherState.DISABLED);
  }

  private static Change already(String name, DispatcherState state, String what) {
    return new Change(
        name, state, state, false, "dispatcher '%s' is %s already".formatted(name, what));
  }

  private static Change change(
      String name, DispatcherState before, DispatcherState after, boolean dryRun, String what) {
    String explanation = "dispatcher '%s' %s %s".formatted(name, dryRun ? "would be" : "is", what);
    return new Change(name, before, after, !dryRun, explanation);
  }
}
