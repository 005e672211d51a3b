package io.senlin.delivery;

import io.senlin.delivery.filter.FilterFailed;
import io.senlin.spi.DispatcherGone;
import io.senlin.spi.Event;
import io.senlin.spi.PartlyDelivered;
import io.senlin.spi.RetryAfter;
import io.senlin.spi.Undeliverable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events from the journal to one dispatcher, a batch a step, and decides what follows from
 * a failure. The invariants:
 *
 * <ul>
 *   <li>a lane advances over an event only after the dispatcher returned from it, or after it was
 *       buried, or filtered out; a crash before the cursor is stored brings it again;
 *   <li>the events of a lane are offered in order: a batch that failed is the next one offered;
 *   <li>before anything new is offered, the cursor is stored past what was delivered;
 *   <li>what other engines have left is offered, in the order of the lanes, before anything that is
 *       committed to the own lane after this courier was told of them.
 * </ul>
 *
 * <p>Sinks take a large batch for little more than a small one. So where events come densely, a
 * dispatcher that has caught up lets them gather for a moment; a few are delivered at once.
 *
 * <p>Used by the dispatcher's thread only.
 */
final class Courier {
  private static final Logger log = LoggerFactory.getLogger(Courier.class);
  private static final Next AGAIN = new Next.Again();
  private static final Next IDLE = new Next.Idle();
  private static final Next GATHER = new Next.Gather();

  /** From so many events in a batch on, more are likely to follow. */
  private static final int DENSE = 16;

  private final Plan plan;
  private final Control control;
  private final Meter meter;
  private final Outage outage;
  private final List<Lane> lanes;
  private Optional<Batch> pending = Optional.empty();
  private boolean dense;
  private boolean buriedBefore;

  Courier(Plan plan, Control control, Meter meter, Outage outage, List<Lane> lanes) {
    this.plan = plan;
    this.control = control;
    this.meter = meter;
    this.outage = outage;
    this.lanes = List.copyOf(lanes);
  }

  /** Carries the next batch, or offers the one that failed again. */
  Next step(Instance dispatcher) {
    lanes.forEach(Lane::settle);
    if (dense) {
      dense = false;
      return GATHER;
    }
    try {
      pending = pending.isPresent() ? pending : read();
      if (control.stopping()) {
        return AGAIN; // the next worker may have to offer something else before what was read
      }
    } catch (FilterFailed failed) {
      return new Next.Pause(outage.failed(failed, Duration.ZERO));
    }
    if (pending.isEmpty()) {
      outage.over();
      return IDLE;
    }
    Batch batch = pending.get();
    if (batch.events().isEmpty()) {
      batch.lane().advance(batch.last(), false);
      pending = Optional.empty();
      return AGAIN;
    }
    Optional<Throwable> failure = dispatcher.dumpAll(batch.offer());
    if (control.abandoned()) {
      return AGAIN;
    }
    if (failure.isPresent()) {
      return judge(batch, failure.get());
    }
    delivered(batch, batch.offer().size());
    outage.over();
    dense = batch.events().size() >= DENSE && pending.isEmpty();
    return AGAIN;
  }

  private Optional<Batch> read() throws FilterFailed {
    for (int i = 1; i <= lanes.size(); i++) {
      int next = i % lanes.size(); // the own lane comes last
      Lane lane = lanes.get(next);
      int room = room(lane, next == 0);
      Optional<Batch> batch =
          room > 0 ? lane.next(room, plan.policy().filter(), meter) : Optional.empty();
      if (batch.isPresent()) {
        return batch;
      }
    }
    return Optional.empty();
  }

  /** How many events to read at most; one that is to finish goes on in the own partition only. */
  private int room(Lane lane, boolean own) {
    long last = control.finish();
    boolean finishing = last != Long.MAX_VALUE;
    long left = finishing && !own ? 0 : Math.max(0, last - lane.position());
    return (int) Math.min(plan.policy().batchSize(), left);
  }

  private Next judge(Batch batch, Throwable failure) {
    return switch (failure) {
      case PartlyDelivered partly -> {
        delivered(batch, Math.min(partly.delivered(), batch.offer().size()));
        outage.eased();
        yield pending.isEmpty() ? AGAIN : judge(pending.get(), partly.failure());
      }
      case Undeliverable undeliverable when batch.offer().size() == 1 -> bury(batch, undeliverable);
      case Undeliverable _ -> {
        pending = Optional.of(batch.eachAlone());
        yield AGAIN;
      }
      case DispatcherGone gone -> new Next.Gone(plan.redact(PluginCall.describe(gone)));
      case RetryAfter later -> retry(later, later.pause());
      default -> retry(failure, Duration.ZERO);
    };
  }

  private Next retry(Throwable failure, Duration atLeast) {
    if (control.stopping()) {
      return AGAIN; // an interrupted call is no failure of the dispatcher
    }
    Next next = new Next.Pause(outage.failed(failure, atLeast));
    meter.retried();
    return next;
  }

  private Next bury(Batch batch, Undeliverable undeliverable) {
    Event event = batch.events().getFirst();
    String reason = plan.redact(PluginCall.describe(undeliverable));
    batch.lane().bury(event, reason);
    meter.dead(1);
    if (!buriedBefore) {
      buriedBefore = true;
      log.warn(
          "dispatcher '{}' cannot deliver event {} ({}); it is kept among the dead letters, as"
              + " further ones will be without another line",
          plan.name(),
          event.details().id(),
          reason);
    }
    advance(batch, 1);
    return AGAIN;
  }

  private void delivered(Batch batch, int events) {
    meter.delivered(events);
    advance(batch, events);
  }

  private void advance(Batch batch, int events) {
    batch.lane().advance(batch.doneAfter(events), true);
    pending = events == batch.events().size() ? Optional.empty() : Optional.of(batch.after(events));
  }
}
