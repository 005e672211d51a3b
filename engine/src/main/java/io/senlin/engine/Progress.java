package io.senlin.engine;

import io.senlin.engine.Control.Order;
import io.senlin.engine.Ending.Change;
import io.senlin.store.Session;
import java.sql.SQLException;

/** What running actions write between their beginning and their end. Thread-safe. */
final class Progress {
  private final Core core;

  Progress(Core core) {
    this.core = core;
  }

  /**
   * Writes, once the database is there, unless the action was told to stop or has been ended by
   * force: what it worked on may be another action's then.
   *
   * @throws InterruptedException if it is to stop; nothing is written
   */
  void write(Run run, Change change) throws InterruptedException {
    boolean written =
        core.outages().outlast(() -> core.store().write(tx -> writeIfGoingOn(tx, run, change)));
    if (!written) {
      run.control().stop(Order.CANCEL); // which may have been ordered in the database only
      throw new InterruptedException("the action was told to stop");
    }
  }

  private boolean writeIfGoingOn(Session tx, Run run, Change change) throws SQLException {
    boolean goesOn =
        run.control().order().isEmpty() && ActionRows.goesOn(tx, run.id(), core.engineId());
    if (goesOn) {
      change.apply(tx);
    }
    return goesOn;
  }
}
