package io.senlin.server.retention;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** How far a work is, on one line that is written over and over; for a person who watches. */
final class ProgressBar {
  private static final int WIDTH = 30;
  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private final PrintWriter out;
  private final String what;
  private final long total;
  private long drawnAt = System.nanoTime() - PAUSE_NANOS;

  ProgressBar(PrintWriter out, String what, long total) {
    this.out = out;
    this.what = what;
    this.total = Math.max(1, total);
  }

  /** So many are done. Draws ten times a second at most. */
  void at(long done) {
    long now = System.nanoTime();
    if (now - drawnAt >= PAUSE_NANOS) {
      drawnAt = now;
      out.print("\r" + text(done));
      out.flush();
    }
  }

  /** Leaves an empty line. */
  void clear() {
    out.print("\r" + " ".repeat(text(total).length()) + "\r");
    out.flush();
  }

  String text(long done) {
    long shown = Math.min(done, total);
    int filled = (int) (shown * WIDTH / total);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3d %%  %,d of %,d %s",
        "#".repeat(filled),
        ".".repeat(WIDTH - filled),
        shown * 100 / total,
        shown,
        total,
        what);
  }
}
