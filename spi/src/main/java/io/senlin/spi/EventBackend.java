package io.senlin.spi;

import java.util.List;

/**
 * A dispatcher: receives every event and stores it, or sends it on. Extend it, write {@link #dump},
 * name the class with {@link DispatcherName}, list it in {@code
 * META-INF/services/io.senlin.spi.EventBackend}, drop the jar below {@code plugin_path}, and add
 * {@code event_dispatchers = NAME} to senlin.conf.
 *
 * <p><b>Returning means done.</b> When {@code dump} returns, the event counts as delivered and is
 * not offered again. Throwing means not done, and what is thrown says what follows:
 *
 * <ul>
 *   <li>any exception: the same events are offered again after a pause that grows from one attempt
 *       to the next, for as long as it takes; later events wait;
 *   <li>{@link RetryAfter}: the same, but not before the given time;
 *   <li>{@link Undeliverable}: this one event can never be delivered; it is kept among the dead
 *       letters, and the next one follows;
 *   <li>{@link DispatcherGone}: the dispatcher can do no more; it is switched off.
 * </ul>
 *
 * <p><b>Order.</b> Events of one engine arrive in the order in which they were committed. An event
 * may arrive more than once, after a crash for example, always with the same {@link Details#id()
 * id}.
 *
 * <p><b>Threads.</b> One thread at a time calls an instance, so no locking is needed. It may block
 * as long as it likes: no other dispatcher and no action waits for it. When the engine stops or
 * switches the dispatcher off and the call does not return in time, the thread is interrupted; let
 * the {@link InterruptedException} through.
 *
 * <p>An instance is made with its public constructor without parameters, opened once, called any
 * number of times, and closed once, even if {@link #open} failed.
 */
public abstract class EventBackend {

  /**
   * Stores or sends one event.
   *
   * @param level how critical the event is
   * @param action the action, with its cluster or node, as it was at the moment of the event
   * @param details the event's id, sequence, timestamp, phase, reason and extra fields
   * @throws Exception if the event is not delivered; see the class description for what follows
   */
  public abstract void dump(Level level, Action action, Details details) throws Exception;

  /**
   * The options of {@code [dispatcher:NAME]} that {@link #open} reads. They are checked before
   * {@code open} is called: an option that is not listed here is reported with the nearest one that
   * is. What every dispatcher has already may not be listed: {@code start}, {@code batch_size},
   * {@code retry_initial}, {@code retry_max}, {@code drain_timeout}, and the options that filter.
   */
  public List<Option> options() {
    return List.of();
  }

  /**
   * Gets ready: opens files and connections.
   *
   * @throws Exception if that fails; it is tried again later with a new instance
   */
  public void open(Settings settings) throws Exception {}

  /**
   * Stores or sends several events, in this order. Override it where a sink takes many at once
   * cheaply; by default it calls {@link #dump} for each.
   *
   * @param events at least one
   * @throws PartlyDelivered if only the first ones are delivered, also where an interrupt or an
   *     error ended the call: they are not offered again
   * @throws Exception if none of them counts as delivered
   */
  public void dumpAll(List<Event> events) throws Exception {
    int delivered = 0;
    for (Event event : events) {
      try {
        dump(event.level(), event.action(), event.details());
      } catch (Exception | Error failure) {
        if (delivered == 0) {
          throw failure;
        }
        throw new PartlyDelivered(delivered, failure);
      }
      delivered++;
    }
  }

  /**
   * Lets go of everything {@link #open} took.
   *
   * @throws Exception if that fails; it is reported, and the instance is dropped all the same
   */
  public void close() throws Exception {}
}
