package io.senlin.engine;

import io.senlin.engine.Control.Order;
import io.senlin.engine.Ending.Change;
import io.senlin.engine.Ending.Result;
import io.senlin.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends actions: what changes with it, the action's row, its event, its locks, and those who wait
 * for it, all in one transaction.
 */
final class Endings {
  /** The orders for an action's owner, in its column {@code control}. */
  static final String CANCEL = "CANCEL";

  static final String FORCE = "FORCE";

  private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

  private static final String RESULT = "action_result";

  private final Core core;
  private final Events events;

  Endings(Core core, Events events) {
    this.core = core;
    this.events = events;
  }

  /**
   * Ends an action that this engine runs. Of one that was ended by force nothing more is written:
   * what it worked on may be another action's by now.
   */
  void finish(Session tx, Run run, Ending ending) throws SQLException {
    if (ActionRows.end(tx, run, core.engineId(), status(ending), rowReason(ending))) {
      if (ending.result() == Result.TIMEOUT) {
        run.inputs().remove(RESULT); // if this is tried again
        events.timeout(tx, run);
      }
      ending.change().apply(tx);
      if (run.kind().onCluster()) {
        run.inputs().put(RESULT, ending.result().name());
      }
      abandonChildren(tx, run);
      events.end(tx, run, ending);
      resolve(tx, run.id(), ending.ok());
    } else {
      run.madePhysicalId().ifPresent(made -> tx.afterCommit(() -> tellLost(run, made)));
    }
    release(tx, run.action(), run.sharedCluster());
  }

  private static void tellLost(Run run, String physicalId) {
    LOG.warn(
        "action {} ({}) went on after it was ended by force, and has made '{}' for node {}, where"
            + " it is not recorded; remove it if it is still there",
        run.id(),
        run.kind(),
        physicalId,
        run.node().id());
  }

  private static ActionStatus status(Ending ending) {
    return switch (ending.result()) {
      case OK -> ActionStatus.SUCCEEDED;
      case ERROR, TIMEOUT -> ActionStatus.FAILED;
      case CANCEL -> ActionStatus.CANCELLED;
    };
  }

  private static String rowReason(Ending ending) {
    return switch (ending.result()) {
      case OK -> "Action completed successfully.";
      case ERROR -> ending.reason().isEmpty() ? "ERROR" : ending.reason();
      case TIMEOUT -> ending.reason().isEmpty() ? "TIMEOUT" : ending.reason();
      case CANCEL -> "Action execution cancelled";
    };
  }

  /** Cancels the actions that one no longer waits for, as it ended early. */
  private void abandonChildren(Session tx, Run run) throws SQLException {
    if (!run.children().isEmpty() && Dependencies.waits(tx, run.id())) {
      for (String child : Dependencies.dependeds(tx, run.id())) {
        cancel(tx, child);
      }
      Dependencies.abandoned(tx, run.id());
    }
  }

  /** How an action ends that was told to stop. */
  static Ending stopped(Run run) {
    return switch (run.control().order().orElse(Order.ENGINE_STOPS)) {
      case CANCEL -> new Ending(Result.CANCEL, run.reason("cancelled"), Change.NONE);
      case TIMEOUT -> new Ending(Result.TIMEOUT, run.reason("timeout"), Change.NONE);
      case ENGINE_STOPS -> Ending.error("The engine stopped while the action was running.");
    };
  }

  /** The end of an action that broke off: what it worked on gets a status that is true. */
  Ending settling(Run run, Ending ending) {
    return new Ending(ending.result(), ending.reason(), tx -> settle(tx, run, ending.reason()));
  }

  /** Tells those who wait for an action that it has ended. */
  void resolve(Session tx, String actionId, boolean succeeded) throws SQLException {
    for (String dependent : Dependencies.dependents(tx, actionId)) {
      tx.update("DELETE FROM dependency WHERE depended = ? AND dependent = ?", actionId, dependent);
      if (!succeeded) {
        Optional<ActionRecord> waiting = ActionRows.find(tx, dependent);
        if (waiting.isPresent() && waiting.get().owner().isEmpty()) {
          var _ = endUnstarted(tx, waiting.get(), Result.ERROR, "failed");
        }
      }
      if (!Dependencies.waits(tx, dependent)) {
        tx.update(
            "UPDATE action SET status = 'READY', status_reason = ?"
                + " WHERE id = ? AND status = 'WAITING'",
            "All depended actions completed.",
            dependent);
        core.announcements().wake(tx, dependent);
        core.announcements().ready(tx);
      }
    }
  }

  /**
   * Ends an action that never started, and is this engine's or nobody's. It gets both its events,
   * so that every action has its start and its one end.
   *
   * @param ended how it ended, the end of the reason: {@code cancelled}
   * @return false if it has started after all, or another engine has it
   */
  boolean endUnstarted(Session tx, ActionRecord action, Result result, String ended)
      throws SQLException {
    Run run = load(tx, action);
    Ending ending = new Ending(result, run.reason(ended), Change.NONE);
    boolean mine =
        ActionRows.endBy(
            tx, action.id(), core.engineId(), status(ending), rowReason(ending), core.now(), false);
    if (!mine) {
      return false;
    }
    events.start(tx, run);
    if (run.kind() == ActionKind.NODE_CREATE && run.hasTarget()) {
      run.node(run.node().in(NodeRecord.ERROR, ending.reason(), core.now()));
      NodeRows.saveStatus(tx, run.node());
    }
    events.end(tx, run, ending);
    resolve(tx, action.id(), false);
    return true;
  }

  /**
   * Cancels an action and all it waits for. What has not started ends; what runs is told, and so is
   * the engine that has it: the events of an action are its owner's.
   */
  void cancel(Session tx, String actionId) throws SQLException {
    Optional<ActionRecord> found = ActionRows.find(tx, actionId);
    if (found.isEmpty() || found.get().status().ended()) {
      return;
    }
    boolean begun = found.get().startTime().isPresent();
    if (!begun && endUnstarted(tx, found.get(), Result.CANCEL, "cancelled")) {
      return;
    }
    ActionRows.order(tx, actionId, CANCEL);
    core.announcements().stop(tx, actionId);
    for (String child : Dependencies.dependeds(tx, actionId)) {
      cancel(tx, child);
    }
  }

  /**
   * Ends an action at once, whatever it is doing, and all it waits for. One of another engine is
   * left to that.
   *
   * @param ending how it ends, as it stands in the event and the row
   */
  void force(Session tx, ActionRecord action, Ending ending) throws SQLException {
    for (String child : Dependencies.dependeds(tx, action.id())) {
      Optional<ActionRecord> depended = ActionRows.find(tx, child);
      if (depended.isPresent() && !depended.get().status().ended()) {
        force(tx, depended.get(), ending);
      }
    }
    Run run = load(tx, action);
    if (!ActionRows.endBy(
        tx, action.id(), core.engineId(), status(ending), ending.reason(), core.now(), true)) {
      ActionRows.order(tx, action.id(), FORCE);
      core.announcements().stop(tx, action.id());
      return;
    }
    if (action.startTime().isEmpty()) {
      events.start(tx, run);
    }
    settle(tx, run, ending.reason());
    events.end(tx, run, ending);
    Dependencies.abandoned(tx, action.id());
    resolve(tx, action.id(), false);
    Optional<String> cluster =
        run.kind().onCluster() || action.clusterId().isEmpty()
            ? Optional.empty()
            : Optional.of(action.clusterId());
    release(tx, action, cluster);
    tx.afterCommit(() -> core.wakeups().stop(action.id(), Order.CANCEL));
  }

  /** Ends an action at once because somebody asked for that. */
  void forceCancel(Session tx, ActionRecord action) throws SQLException {
    String reason = "Action execution force cancelled";
    force(tx, action, new Ending(Result.CANCEL, reason, Change.NONE));
  }

  /** Gives what an interrupted action worked on a status that is true. */
  private void settle(Session tx, Run run, String reason) throws SQLException {
    Instant now = core.now();
    if (!run.hasTarget()) {
      return;
    }
    if (run.kind().onCluster()) {
      Health.evaluate(tx, run.cluster().id(), run.kind().name(), now);
      return;
    }
    Optional<NodeRecord> stored = NodeRows.find(tx, run.node().id());
    stored.ifPresent(run::node);
    if (stored.isPresent() && stored.get().changing()) {
      run.node(stored.get().in(NodeRecord.ERROR, reason, now));
      NodeRows.saveStatus(tx, run.node());
    }
  }

  /** The action as it stands in the database, with its target. */
  Run load(Session tx, ActionRecord action) throws SQLException {
    Run run = new Run(action, core.clock());
    return run.kind().onCluster()
        ? run.on(ClusterRows.find(tx, action.target()))
        : run.onNode(NodeRows.find(tx, action.target()));
  }

  private void release(Session tx, ActionRecord action, Optional<String> sharedCluster)
      throws SQLException {
    boolean onCluster = ActionKind.valueOf(action.action()).onCluster();
    boolean released =
        onCluster
            ? Locks.releaseCluster(tx, action.target(), action.id())
            : Locks.releaseNode(tx, action.target(), action.id());
    if (released) {
      core.announcements().unlocked(tx, action.target());
    }
    if (sharedCluster.isPresent() && Locks.releaseCluster(tx, sharedCluster.get(), action.id())) {
      core.announcements().unlocked(tx, sharedCluster.get());
    }
  }
}
