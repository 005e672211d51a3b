package io.senlin.delivery;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/** One dispatcher that is or was switched on since the engine started. Used under a lock. */
final class Slot {
  private final String name;
  private final Meter meter;
  private boolean enabled;
  private OptionalLong switchedOffAfter = OptionalLong.empty();
  private Absence absence = Absence.NONE;
  private Optional<Worker> worker = Optional.empty();
  private CountDownLatch last = new CountDownLatch(0);

  Slot(String name, Meter meter) {
    this.name = name;
    this.meter = meter;
  }

  String name() {
    return name;
  }

  Meter meter() {
    return meter;
  }

  boolean enabled() {
    return enabled;
  }

  /**
   * The state that is shown whatever its worker does, if there is one.
   *
   * @param closed whether all of delivery is
   */
  Optional<DispatcherState> settledState(boolean closed) {
    if (!enabled) {
      return Optional.of(DispatcherState.DISABLED);
    }
    return closed ? Optional.of(DispatcherState.STOPPED) : Optional.empty();
  }

  void enable(boolean on) {
    enabled = on;
  }

  /** The last event before it was switched off; empty if that was before the engine started. */
  OptionalLong switchedOffAfter() {
    return switchedOffAfter;
  }

  /** What it leaves out, as it was off. */
  Absence absence() {
    return absence;
  }

  void absence(Absence away) {
    absence = away;
  }

  Optional<Worker> worker() {
    return worker;
  }

  /** Is zero when the last worker has settled. */
  CountDownLatch last() {
    return last;
  }

  void run(Worker next) {
    worker = Optional.of(next);
    last = next.settled();
    next.start();
  }

  /** Lets its worker go, if it has one, after the call it is in. */
  void stop() {
    worker.ifPresent(running -> running.stop(running.plan().policy().drainTimeout()));
    worker = Optional.empty();
  }

  /** Lets its worker go, if it has one, after the event with this sequence. */
  void finish(long sequence) {
    switchedOffAfter = OptionalLong.of(sequence);
    worker.ifPresent(running -> running.finish(sequence, running.plan().policy().drainTimeout()));
    worker = Optional.empty();
  }
}
