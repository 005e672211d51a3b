package io.senlin.engine;

import io.senlin.spi.Context;
import io.senlin.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The actions of the engine. An action is found by id, name or unique short id. Thread-safe; every
 * method blocks on the database.
 */
public final class Actions {
  private static final Finder<ActionRecord> FINDER = new Finder<>("action", ActionRows::map);

  private static final Pages<ActionRecord> PAGES =
      new Pages<>(
          "action",
          ActionRows::map,
          List.of("name", "status", "target", "action", "cluster_id"),
          List.of("name", "target", "action", "created_at", "status"),
          "created_at");

  private final Requests requests;
  private final Endings endings;

  Actions(Requests requests, Endings endings) {
    this.requests = requests;
    this.endings = endings;
  }

  /**
   * Filters: name, status, target, action, cluster_id. Sorts by: name, target, action, created_at,
   * status.
   */
  public List<ActionRecord> list(Context context, Listing listing) throws Refused {
    return requests.read(
        tx -> {
          List<ActionRecord> shown = new ArrayList<>();
          for (ActionRecord action : PAGES.list(tx, context, listing)) {
            shown.add(withDependencies(tx, action));
          }
          return shown;
        });
  }

  public ActionRecord show(Context context, String identity) throws Refused {
    return requests.read(tx -> withDependencies(tx, FINDER.find(tx, context, identity)));
  }

  private static ActionRecord withDependencies(Session tx, ActionRecord action)
      throws SQLException {
    return action.status().ended()
        ? action
        : action.depending(
            Dependencies.dependeds(tx, action.id()), Dependencies.dependents(tx, action.id()));
  }

  /**
   * Cancels an action and all that it waits for: one that has not started ends at once, one that
   * runs ends at its next safe point.
   *
   * @param force whether to end it at once, and to release its locks. What another engine has, that
   *     engine ends, or the one that takes over if it is gone
   */
  public void cancel(Context context, String identity, boolean force) throws Refused {
    var _ =
        requests.write(
            tx -> {
              ActionRecord action = FINDER.find(tx, context, identity);
              if (action.status().ended()) {
                throw new Refused.Conflict(
                    "ActionImmutable",
                    ("Action (%s) is in status (%s) while expected status must be one of"
                            + " (('INIT', 'WAITING', 'READY', 'RUNNING',"
                            + " 'WAITING_LIFECYCLE_COMPLETION')).")
                        .formatted(ActionKind.shortId(action.id()), action.status()));
              }
              if (force) {
                endings.forceCancel(tx, action);
              } else {
                endings.cancel(tx, action.id());
              }
              return action.id();
            });
  }
}
