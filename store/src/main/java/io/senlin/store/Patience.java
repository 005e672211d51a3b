package io.senlin.store;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;

/**
 * How a connection waits while another one holds SQLite's lock: it looks again every millisecond,
 * up to a limit. SQLite's own way, pauses that grow to a tenth of a second, favours whoever has
 * just let go.
 */
final class Patience extends BusyHandler {
  static final Duration LIMIT = Duration.ofSeconds(5);

  private static final long PAUSE_NANOS = 1_000_000;

  private final Duration limit;
  private long began;

  Patience(Duration limit) {
    this.limit = limit;
  }

  @Override
  protected int callback(int times) {
    long now = System.nanoTime();
    if (times == 0) {
      began = now;
    }
    if (now - began > limit.toNanos()) {
      return 0;
    }
    LockSupport.parkNanos(this, PAUSE_NANOS);
    return 1;
  }
}
