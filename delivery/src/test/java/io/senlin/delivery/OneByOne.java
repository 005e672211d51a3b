package io.senlin.delivery;

import io.senlin.spi.Action;
import io.senlin.spi.Details;
import io.senlin.spi.EventBackend;
import io.senlin.spi.Level;

/** A dispatcher that writes {@code dump} and nothing else, as most do. */
final class OneByOne extends EventBackend {
  /** Takes one event by its sequence. */
  @FunctionalInterface
  interface Sink {
    void take(long sequence) throws Exception;
  }

  private final Sink sink;

  private OneByOne(Sink sink) {
    this.sink = sink;
  }

  static DispatcherSource source(String name, Sink sink) {
    return DispatcherSource.builtIn(name, () -> new OneByOne(sink));
  }

  @Override
  public void dump(Level level, Action action, Details details) throws Exception {
    sink.take(details.sequence());
  }
}
