package io.senlin.delivery;

import io.senlin.journal.Journal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Brings every event of the journal to every dispatcher that is switched on: owns one {@code
 * Worker}, with a thread of its own, per dispatcher. None waits for another. Thread-safe.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Delivery implements AutoCloseable {
  private Delivery() {}

  /** A delivery that does nothing until {@link #apply} says what to do. */
  public static Delivery of(Journal journal, Register register, InstantSource clock) {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes what runs agree with what is wanted, and returns without waiting for any dispatcher: only
   * those whose settings, filter or source changed are touched. From then on, every dispatcher that
   * is enabled receives every event committed after this call returned.
   *
   * @param available the dispatchers there are
   * @throws Refused if something is wrong; then nothing changed
   */
  public void apply(
      Collection<? extends DispatcherSource> available, DispatcherConfiguration wanted)
      throws Refused {
    throw new UnsupportedOperationException();
  }

  /** All dispatchers there are, and those that are enabled, by name. */
  public List<DispatcherStatus> statuses() {
    throw new UnsupportedOperationException();
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
  public Change enable(String name, boolean dryRun) throws UnknownDispatcher {
    throw new UnsupportedOperationException();
  }

  /** Switches a dispatcher off, whatever senlin.conf says, also over a restart. */
  public Change disable(String name, boolean dryRun) throws UnknownDispatcher {
    throw new UnsupportedOperationException();
  }

  /** Holds a dispatcher: its events wait in the journal, also over a restart. */
  public Change pause(String name, boolean dryRun) throws UnknownDispatcher {
    throw new UnsupportedOperationException();
  }

  /** Lets a paused dispatcher go on. */
  public Change resume(String name, boolean dryRun) throws UnknownDispatcher {
    throw new UnsupportedOperationException();
  }

  /**
   * Hands a dispatcher one event that is marked with {@code "test": true} in its extra fields, and
   * waits for what becomes of it.
   *
   * @param limit how long to wait for a dispatcher that is busy
   */
  public TestResult test(String name, Duration limit)
      throws UnknownDispatcher, InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** What administrators asked for against senlin.conf: dispatcher name, and what they wish. */
  public List<Register.Entry> wishes() {
    throw new UnsupportedOperationException();
  }

  /** The names of the dispatchers that hold events in the journal: for its retention. */
  public List<String> active() {
    throw new UnsupportedOperationException();
  }

  /**
   * Stops all dispatchers at once: each finishes the events it was handed; what is not done after
   * {@code limit} is interrupted, and what does not heed that is left behind, and named in the log.
   */
  public void close(Duration limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(10));
  }
}
