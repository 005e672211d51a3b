package io.senlin.engine;

import io.senlin.store.Session;
import io.senlin.store.StoreException;
import io.senlin.store.StoreFenced;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over what dead engines have left, and puts it right: what was begun ends as failed, with
 * its events, its locks are released, what waited for it ends or goes on, and clusters and nodes
 * get a status that is true; what was not begun is taken up.
 *
 * <p>First the actions and the partitions of a dead engine become this one's, in one transaction;
 * then the partitions are delivered, before what this engine appends from then on; then each action
 * is put right, in a transaction of its own. So the events of an action stay in order, and a crash
 * in the middle leaves the rest to whoever takes over from this engine.
 *
 * <p>What was inherited is kept in mind until it is put right. It cannot be found in the database:
 * there it looks like what this engine has just claimed or begun by itself.
 */
final class Recovery implements AutoCloseable {
  static final String REASON = "The engine died while it was running the action.";

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final Core core;
  private final Endings endings;
  private final Lanes lanes;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("senlin-recovery").factory());
  // used by one thread at a time: start, then the timer
  private final Set<String> inherited = new LinkedHashSet<>();
  private List<String> served = List.of();
  private boolean failing;

  Recovery(Core core, Endings endings, Lanes lanes) {
    this.core = core;
    this.endings = endings;
    this.lanes = lanes;
  }

  /**
   * Puts everything right that is there, and on a server goes on to look for more. To be called
   * before the scheduler starts: what this engine owns by then is what it got from its predecessor.
   */
  void start() {
    inherited.addAll(core.store().read(tx -> ActionRows.of(tx, core.engineId())));
    round();
    int swept = core.store().write(Locks::sweep);
    if (swept > 0) {
      LOG.warn("released {} locks left over", swept);
    }
    if (core.membership().shared()) {
      long millis = core.settings().heartbeat(true).toMillis();
      var _ = timer.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    try {
      round();
      failing = false;
    } catch (StoreFenced known) {
      timer.shutdown();
    } catch (StoreException unavailable) {
      if (!failing) {
        LOG.warn("cannot look for dead engines, will go on: {}", unavailable.getMessage());
      }
      failing = true;
    } catch (RuntimeException broken) { // or the timer would stop without a word
      LOG.error("what a dead engine has left cannot be put right, will try again", broken);
    }
  }

  private void round() {
    Membership membership = core.membership();
    membership.dead().forEach(dead -> inherited.addAll(membership.takeOver(dead)));
    List<String> partitions = membership.partitions();
    serve(partitions);
    putRight();
    giveBack(partitions);
  }

  private void serve(List<String> partitions) {
    if (!partitions.equals(served)) {
      lanes.serve(partitions);
      served = partitions;
    }
  }

  private void giveBack(List<String> partitions) {
    String own = core.membership().partition();
    for (String partition : partitions) {
      if (!partition.equals(own) && lanes.delivered(partition)) {
        serve(served.stream().filter(name -> !name.equals(partition)).toList());
        core.membership().giveBack(partition);
      }
    }
  }

  private void putRight() {
    int ended = 0;
    for (String id : List.copyOf(inherited)) {
      boolean begun = core.store().write(tx -> end(tx, id));
      inherited.remove(id);
      if (begun) {
        ended++;
      } else {
        core.wakeups().takeUp(id);
      }
    }
    if (ended > 0) {
      LOG.warn("ended {} actions of engines that died", ended);
    }
  }

  /** Ends an action that was begun; false if it was not, or is not to be ended any more. */
  private boolean end(Session tx, String id) throws SQLException {
    Optional<ActionRecord> action =
        ActionRows.find(tx, id)
            .filter(found -> found.startTime().isPresent())
            .filter(found -> found.owner().filter(core.engineId()::equals).isPresent());
    if (action.isEmpty()) {
      return false;
    }
    for (String child : Dependencies.dependeds(tx, id)) {
      endings.cancel(tx, child);
    }
    endings.force(tx, action.get(), Ending.error(REASON));
    return true;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    try {
      if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("the search for dead engines did not end, and is left behind");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
