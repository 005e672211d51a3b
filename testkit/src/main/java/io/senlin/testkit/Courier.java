package io.senlin.testkit;

import io.senlin.spi.DispatcherGone;
import io.senlin.spi.Event;
import io.senlin.spi.EventBackend;
import io.senlin.spi.PartlyDelivered;
import io.senlin.spi.RetryAfter;
import io.senlin.spi.Settings;
import io.senlin.spi.Undeliverable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * Plays the engine's part for one instance of a dispatcher: one call at a time, each on a thread
 * whose context class loader is the dispatcher's own; a call that takes too long is interrupted.
 * Used by one thread.
 */
final class Courier {
  /** How long a call may take while the sink is well; much, for the machine may be busy. */
  private static final Duration WELL = Duration.ofSeconds(30);

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  private final EventBackend dispatcher;
  private final Duration prompt;
  private final List<Event> undeliverable = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();

  /**
   * @param prompt how soon a call must end once it is interrupted, and how long a close may take
   */
  Courier(EventBackend dispatcher, Duration prompt) {
    this.dispatcher = dispatcher;
    this.prompt = prompt;
  }

  /** Opens the dispatcher; the failure if it does not open. */
  Optional<Throwable> open(Settings settings, Duration patience) {
    return call("open", patience, () -> dispatcher.open(settings));
  }

  /** Opens a dispatcher whose sink is well. */
  void open(Settings settings) {
    open(settings, WELL).ifPresent(failure -> fail("open failed though the sink is well", failure));
  }

  /** Offers the events once and returns those that are not done afterwards. */
  List<Event> offer(List<Event> events, Duration patience) {
    Optional<Throwable> failure =
        call("dumpAll", patience, () -> dispatcher.dumpAll(List.copyOf(events)));
    return failure.isEmpty() ? List.of() : left(events, failure.get());
  }

  /** Offers the events again and again until all are done or dead letters. */
  void deliver(List<Event> events) {
    long deadline = System.nanoTime() + WELL.toNanos();
    List<Event> left = offer(events, WELL);
    for (int attempt = 1; !left.isEmpty(); attempt++) {
      if (System.nanoTime() > deadline) {
        fail(left.size() + " events are not delivered after " + attempt + " attempts", last());
      }
      pause(attempt);
      left = offer(left, WELL);
    }
  }

  /** Closes the dispatcher, which must be quick and quiet. */
  void close() {
    call("close", prompt, dispatcher::close).ifPresent(failure -> fail("close failed", failure));
  }

  /** The events the dispatcher declared undeliverable. */
  List<Event> undeliverable() {
    return undeliverable;
  }

  /** Everything that was thrown so far. */
  List<Throwable> failures() {
    return failures;
  }

  private List<Event> left(List<Event> events, Throwable failure) {
    return switch (failure) {
      case PartlyDelivered partly -> leftAfter(events, partly);
      case Undeliverable one when events.size() > 1 -> eachAlone(events);
      case Undeliverable one -> {
        undeliverable.addAll(events);
        yield List.of();
      }
      case DispatcherGone gone -> throw failed("it gave up, though the sink will be back", gone);
      case Error error -> throw failed("it threw an error", error);
      default -> events;
    };
  }

  private List<Event> leftAfter(List<Event> events, PartlyDelivered partly) {
    if (partly.delivered() >= events.size()) {
      fail("it says that the event after the last of the batch failed", partly);
    }
    List<Event> rest = events.subList(partly.delivered(), events.size());
    return left(rest, partly.failure());
  }

  private List<Event> eachAlone(List<Event> events) {
    for (int i = 0; i < events.size(); i++) {
      if (!offer(events.subList(i, i + 1), WELL).isEmpty()) {
        return events.subList(i, events.size());
      }
    }
    return List.of();
  }

  private void pause(int attempt) {
    Duration pause = Duration.ofMillis(10L * attempt);
    if (last() instanceof RetryAfter asked && asked.pause().compareTo(pause) > 0) {
      pause = asked.pause();
    }
    Duration bounded = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    try {
      Thread.sleep(bounded);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw failed("the test was interrupted", stop);
    }
  }

  private Throwable last() {
    return failures.getLast();
  }

  private Optional<Throwable> call(String method, Duration patience, Outage.Step step) {
    FutureTask<Boolean> task =
        new FutureTask<>(
            () -> {
              step.run();
              return true;
            });
    Thread thread = Thread.ofPlatform().daemon().name("contract-" + method).unstarted(task);
    thread.setContextClassLoader(dispatcher.getClass().getClassLoader());
    thread.start();
    try {
      if (!thread.join(patience)) {
        thread.interrupt();
        if (!thread.join(prompt)) {
          throw stuck(method, thread, patience);
        }
      }
    } catch (InterruptedException stop) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw failed("the test was interrupted", stop);
    }
    if (task.state() == Future.State.SUCCESS) {
      return Optional.empty();
    }
    failures.add(task.exceptionNow());
    return Optional.of(task.exceptionNow());
  }

  private AssertionError stuck(String method, Thread thread, Duration patience) {
    Exception here = new Exception("where it hangs");
    here.setStackTrace(thread.getStackTrace());
    return failed(
        "%s took longer than %s and did not end within %s of being interrupted"
            .formatted(method, patience, prompt),
        here);
  }

  private static void fail(String what, Throwable cause) {
    throw failed(what, cause);
  }

  private static AssertionError failed(String what, Throwable cause) {
    return new AssertionError(what + ": " + cause, cause);
  }
}
