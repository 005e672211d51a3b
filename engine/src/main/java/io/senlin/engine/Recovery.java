package io.senlin.engine;

import io.senlin.store.Dialect;
import io.senlin.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts right what a dead engine has left: its actions end as failed, with their events; their locks
 * are released; what waited for them ends or goes on; clusters and nodes get a status that is true.
 *
 * <p>Each action is one transaction, after which it is no longer its engine's. So a crash in the
 * middle leaves the rest to be found again, and nothing is done twice.
 */
final class Recovery {
  static final String REASON = "The engine died while it was running the action.";

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final Core core;
  private final Endings endings;

  Recovery(Core core, Endings endings) {
    this.core = core;
    this.endings = endings;
  }

  /** Ends the actions of dead engines. */
  void run() {
    List<String> orphans = core.store().read(this::orphans);
    for (String id : orphans) {
      core.store()
          .write(
              tx -> {
                end(tx, id);
                return id;
              });
    }
    int swept = core.store().write(this::sweep);
    if (!orphans.isEmpty() || swept > 0) {
      LOG.warn(
          "ended {} actions of engines that died, and released {} locks left over",
          orphans.size(),
          swept);
    }
  }

  /** The actions of dead engines: those on nodes first, as those on clusters wait for them. */
  private List<String> orphans(Session tx) throws SQLException {
    String orphans =
        "SELECT id FROM action WHERE owner IS NOT NULL AND owner <> ?"
            + " AND status IN ('READY', 'WAITING', 'RUNNING', 'SUSPENDED')";
    String order = " ORDER BY CASE WHEN action LIKE 'NODE%' THEN 0 ELSE 1 END, created_at, id";
    if (tx.dialect() == Dialect.SQLITE) {
      // the file has one engine at a time: whoever else owns an action is gone
      return tx.query(orphans + order, row -> row.text("id"), core.engineId());
    }
    return tx.query(
        orphans + " AND owner NOT IN (SELECT id FROM service WHERE updated_at > ?)" + order,
        row -> row.text("id"),
        core.engineId(),
        oldestAlive());
  }

  private void end(Session tx, String id) throws SQLException {
    Optional<ActionRecord> action = ActionRows.find(tx, id);
    if (action.isPresent()
        && action.get().owner().filter(owner -> !owner.equals(core.engineId())).isPresent()) {
      for (String child : Dependencies.dependeds(tx, id)) {
        endings.cancel(tx, child);
      }
      endings.force(tx, action.get(), Ending.error(REASON));
    }
  }

  private int sweep(Session tx) throws SQLException {
    if (tx.dialect() == Dialect.SQLITE) {
      tx.update("DELETE FROM service WHERE id <> ?", core.engineId());
    } else {
      tx.update("DELETE FROM service WHERE updated_at <= ?", oldestAlive());
    }
    return Locks.sweep(tx);
  }

  private Instant oldestAlive() {
    return Services.oldestAlive(core.now(), core.settings().reportInterval());
  }
}
