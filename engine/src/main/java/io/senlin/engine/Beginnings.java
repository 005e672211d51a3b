package io.senlin.engine;

import io.senlin.engine.Ending.Result;
import io.senlin.store.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Starts actions that this engine has claimed: the action's row, its event, its locks, and what its
 * kind changes at once, all in one transaction. One whose target is locked stays this engine's, as
 * its first events are in this engine's partition.
 */
final class Beginnings {
  /** What became of an action that was to be started. */
  sealed interface Begun {}

  /** It runs, and goes on outside the transaction. */
  record Started(Run run) implements Begun {}

  /** It has ended at once, is not to be had any more, or was put aside until a lock is free. */
  record Over() implements Begun {}

  private static final String CHECKED = "Completed policy checking.";

  private final Core core;
  private final Events events;
  private final Endings endings;
  private final ActionSteps steps;

  Beginnings(Core core, Events events, Endings endings, ActionSteps steps) {
    this.core = core;
    this.events = events;
    this.endings = endings;
    this.steps = steps;
  }

  /**
   * Starts an action of this engine if it is READY.
   *
   * @param quiet whether finding its target locked is to leave no trace: it was found locked before
   */
  Begun begin(Session tx, String actionId, boolean quiet) throws SQLException {
    Optional<ActionRecord> found = ActionRows.find(tx, actionId);
    if (found.isEmpty()
        || found.get().status() != ActionStatus.READY
        || found.get().startTime().isPresent()
        || found.get().owner().filter(core.engineId()::equals).isEmpty()) {
      return new Over();
    }
    Run run = endings.load(tx, found.get());
    if (run.action().control().isPresent()) {
      var _ = endings.endUnstarted(tx, run.action(), Result.CANCEL, "cancelled");
      return new Over();
    }
    Optional<String> locked = lock(tx, run);
    if (locked.isPresent()) {
      wait(tx, run, locked.get(), quiet);
      return new Over();
    }
    if (!ActionRows.start(tx, actionId, core.engineId(), run.startTime())) {
      return new Over();
    }
    events.start(tx, run);
    Optional<Ending> ending = run.hasTarget() ? enter(tx, run) : Optional.of(gone(run));
    if (ending.isPresent()) {
      endings.finish(tx, run, ending.get());
      return new Over();
    }
    tx.afterCommit(() -> core.wakeups().started(actionId, run.control()));
    return new Started(run);
  }

  private Optional<Ending> enter(Session tx, Run run) throws SQLException {
    if (run.kind().onCluster() || run.sharedCluster().isPresent()) {
      run.data().remove("retries");
      run.data().put("status", "OK");
      run.data().put("reason", CHECKED);
    }
    return steps.of(run.kind()).begin().run(tx, run);
  }

  private static Ending gone(Run run) {
    String kind = run.kind().onCluster() ? "cluster" : "node";
    return Ending.error("The %s '%s' could not be found.".formatted(kind, run.action().target()));
  }

  /** Takes the action's locks, or none and says which target is locked. */
  private Optional<String> lock(Session tx, Run run) throws SQLException {
    String target = run.action().target();
    if (run.kind() == ActionKind.CLUSTER_DELETE) {
      for (String owner : Locks.stealCluster(tx, target, run.id())) {
        endings.cancel(tx, owner);
      }
      return Optional.empty();
    }
    if (run.kind().onCluster()) {
      return Locks.cluster(tx, target, run.id()) ? Optional.empty() : Optional.of(target);
    }
    Optional<String> cluster = run.sharedCluster();
    if (cluster.isPresent() && !Locks.clusterShare(tx, cluster.get(), run.id())) {
      return cluster;
    }
    if (Locks.node(tx, target, run.id())) {
      return Optional.empty();
    }
    if (cluster.isPresent()) {
      Locks.releaseCluster(tx, cluster.get(), run.id());
    }
    return Optional.of(target);
  }

  private void wait(Session tx, Run run, String target, boolean quiet) throws SQLException {
    int retries = run.data().get("retries") instanceof Number number ? number.intValue() : 0;
    if (quiet) {
      park(tx, run, target, retries - 1);
      return;
    }
    boolean node = target.equals(run.action().target()) && !run.kind().onCluster();
    String reason = "Failed in locking %s.".formatted(node ? "node" : "cluster");
    if (retries >= core.settings().lockRetries()) {
      if (ActionRows.start(tx, run.id(), core.engineId(), run.startTime())) {
        events.start(tx, run);
        endings.finish(tx, run, Ending.error(reason));
      }
      return;
    }
    events.start(tx, run);
    events.retry(tx, run, reason);
    run.data().put("retries", retries + 1);
    ActionRows.saveData(tx, run.id(), run.data());
    park(tx, run, target, retries);
  }

  /** In the order of commits: a lock released after this one was seen taken is noticed. */
  private void park(Session tx, Run run, String target, int retries) {
    Instant until = core.now().plus(pause(core.settings().lockRetryInterval(), retries));
    tx.afterCommit(() -> core.wakeups().park(run.id(), target, until));
  }

  /** Each pause is twice as long as the one before. */
  private static Duration pause(Duration first, int retries) {
    return first.multipliedBy(1L << Math.clamp(retries, 0, 10));
  }
}
