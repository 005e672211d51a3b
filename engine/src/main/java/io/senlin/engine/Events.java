package io.senlin.engine;

import io.senlin.journal.Journal;
import io.senlin.spi.Level;
import io.senlin.store.Session;
import java.util.Map;

/** Appends an action's events to the journal, in the transaction of its change of state. */
record Events(Journal journal) {
  void start(Session tx, Run run) {
    append(tx, run, Level.INFO, "start", ActionKind.shortId(run.id()));
  }

  void end(Session tx, Run run, Ending ending) {
    switch (ending.result()) {
      case OK -> append(tx, run, Level.INFO, "end", orElse(ending.reason(), "SUCCEEDED"));
      case ERROR, TIMEOUT ->
          append(tx, run, Level.ERROR, "error", orElse(ending.reason(), "ERROR"));
      case CANCEL ->
          journal.append(
              tx,
              Level.ERROR,
              run.snapshot(),
              "error",
              orElse(ending.reason(), "ERROR"),
              Map.of("cancelled", true));
    }
  }

  /** The action will try again. */
  void retry(Session tx, Run run, String reason) {
    append(tx, run, Level.WARNING, "error", reason);
  }

  /** The action has noticed that its time is over. */
  void timeout(Session tx, Run run) {
    append(tx, run, Level.DEBUG, "error", "TIMEOUT");
  }

  private void append(Session tx, Run run, Level level, String phase, String reason) {
    journal.append(tx, level, run.snapshot(), phase, reason, Map.of());
  }

  private static String orElse(String reason, String usual) {
    return reason.isEmpty() ? usual : reason;
  }
}
