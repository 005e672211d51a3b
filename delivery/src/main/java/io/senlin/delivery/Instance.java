package io.senlin.delivery;

import io.senlin.spi.Event;
import io.senlin.spi.EventBackend;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a dispatcher: made, opened, called and closed by one thread. What the dispatcher
 * throws comes back as a value.
 */
final class Instance {
  private final Plan plan;
  private final Control control;
  private @Nullable EventBackend backend;

  Instance(Plan plan, Control control) {
    this.plan = plan;
    this.control = control;
  }

  /** Makes it, checks its settings, and opens it; to be followed by {@link #close} in any case. */
  Optional<Throwable> open() {
    return attempt(
        () -> {
          EventBackend made = plan.source().create();
          backend = made;
          made.open(plan.own().settings(plan.name(), made.options()));
        });
  }

  Optional<Throwable> dumpAll(List<Event> events) {
    EventBackend opened = backend;
    if (opened == null) {
      throw new IllegalStateException("dispatcher '" + plan.name() + "' is not open");
    }
    return attempt(() -> opened.dumpAll(events));
  }

  /** Closes it, also if opening failed. */
  Optional<Throwable> close() {
    EventBackend made = backend;
    backend = null;
    return made == null ? Optional.empty() : attempt(made::close, control::close);
  }

  private Optional<Throwable> attempt(PluginCall.Body body) {
    return attempt(body, control::call);
  }

  private Optional<Throwable> attempt(PluginCall.Body body, Consumer<Runnable> under) {
    AtomicReference<Optional<Throwable>> failure = new AtomicReference<>(Optional.empty());
    under.accept(() -> failure.set(PluginCall.attempt(plan.source().loader(), body)));
    return failure.get();
  }
}
