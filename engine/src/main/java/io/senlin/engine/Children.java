package io.senlin.engine;

import io.senlin.engine.Control.Order;
import io.senlin.engine.Ending.Change;
import io.senlin.engine.Ending.Result;
import io.senlin.store.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The node actions a cluster action makes, and the wait for them. */
final class Children {
  private static final int CHUNK = 400;

  private final Core core;
  private final Duration look;

  Children(Core core) {
    this.core = core;
    this.look = core.settings().lease().dividedBy(2);
  }

  /**
   * An action of one kind on each of some nodes, all at once; none if the run was ended by force.
   */
  void make(
      Session tx,
      Run run,
      ActionKind kind,
      List<String> nodes,
      Map<String, @Nullable Object> inputs)
      throws SQLException {
    if (nodes.isEmpty() || !suspend(tx, run)) {
      return;
    }
    List<ActionRecord> actions =
        nodes.stream().map(node -> derived(run, kind, node, inputs)).toList();
    ActionRows.insert(tx, actions);
    waitFor(tx, run, actions);
  }

  /** For each pair, the first node leaves the cluster, and then the second one joins it. */
  void makeSwaps(Session tx, Run run, Map<String, String> nodes) throws SQLException {
    if (nodes.isEmpty() || !suspend(tx, run)) {
      return;
    }
    List<ActionRecord> all = new ArrayList<>();
    Map<String, String> joinOfLeave = new HashMap<>();
    for (Map.Entry<String, String> pair : nodes.entrySet()) {
      ActionRecord leave = derived(run, ActionKind.NODE_LEAVE, pair.getKey(), Map.of());
      ActionRecord join =
          NewActions.waiting(
              derived(
                  run,
                  ActionKind.NODE_JOIN,
                  pair.getValue(),
                  Map.of("cluster_id", run.cluster().id())));
      all.add(leave);
      all.add(join);
      joinOfLeave.put(leave.id(), join.id());
    }
    ActionRows.insert(tx, all);
    for (Map.Entry<String, String> swap : joinOfLeave.entrySet()) {
      Dependencies.insert(tx, List.of(swap.getKey()), swap.getValue());
    }
    waitFor(tx, run, all);
  }

  private ActionRecord derived(
      Run run, ActionKind kind, String node, Map<String, @Nullable Object> inputs) {
    int timeout = (int) core.settings().defaultActionTimeout().toSeconds();
    return NewActions.derived(run, kind, node, run.cluster().id(), timeout, inputs);
  }

  private static boolean suspend(Session tx, Run run) throws SQLException {
    return ActionRows.waiting(tx, run.id(), "Waiting for depended actions.");
  }

  private void waitFor(Session tx, Run run, List<ActionRecord> actions) throws SQLException {
    List<String> ids = actions.stream().map(ActionRecord::id).toList();
    Dependencies.insert(tx, ids, run.id());
    run.children(ids);
    core.announcements().ready(tx);
  }

  /**
   * Waits until all children have ended, and looks by itself twice a lease, should it miss the word
   * of another engine. Meanwhile the action does not count as running.
   *
   * @return how that went; of a run without children that it went well
   */
  Ending await(Run run) throws InterruptedException {
    if (run.children().isEmpty()) {
      return Ending.ok("", Change.NONE);
    }
    core.slots().release();
    core.wakeups().ready();
    try {
      return waitThenTally(run);
    } finally {
      core.slots().acquireUninterruptibly();
    }
  }

  private Ending waitThenTally(Run run) throws InterruptedException {
    while (core.readPatiently(tx -> Dependencies.waits(tx, run.id()))) {
      // a cancelled action waits for its cancelled children, so that what it leaves is settled
      if (run.control().order().filter(order -> order != Order.CANCEL).isPresent()) {
        return Endings.stopped(run);
      }
      run.control().await(look);
    }
    return tally(run);
  }

  private Ending tally(Run run) throws InterruptedException {
    Set<String> statuses = core.readPatiently(tx -> statuses(tx, run.children()));
    boolean told = run.control().order().filter(Order.CANCEL::equals).isPresent();
    if (told || statuses.contains("CANCELLED")) {
      run.shownStatus("CANCELLED");
      return new Ending(Result.CANCEL, run.reason("cancelled"), Change.NONE);
    }
    if (statuses.contains("FAILED")) {
      run.shownStatus("FAILED");
      return Ending.error(run.reason("failed"));
    }
    run.shownStatus("READY");
    return Ending.ok("All dependents ended with success", Change.NONE);
  }

  private static Set<String> statuses(Session tx, List<String> ids) throws SQLException {
    Set<String> statuses = new HashSet<>();
    for (int from = 0; from < ids.size(); from += CHUNK) {
      List<String> some = ids.subList(from, Math.min(from + CHUNK, ids.size()));
      statuses.addAll(
          tx.query(
              "SELECT DISTINCT status FROM action WHERE id IN ("
                  + ActionRows.marks(some.size())
                  + ")",
              row -> row.text("status"),
              some.toArray()));
    }
    return statuses;
  }
}
