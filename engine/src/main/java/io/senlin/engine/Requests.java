package io.senlin.engine;

import io.senlin.spi.Context;
import io.senlin.store.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How requests reach the database: in one transaction each, which a refusal undoes. */
final class Requests {
  /** A request's work. */
  @FunctionalInterface
  interface Body<T> {
    T run(Session tx) throws SQLException, Refused;
  }

  /** Carries a refusal out of a transaction. */
  private static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refused refusal;

    Undone(Refused refusal) {
      super(refusal.getMessage(), refusal, false, false);
      this.refusal = refusal;
    }
  }

  private final Core core;

  Requests(Core core) {
    this.core = core;
  }

  <T> T write(Body<T> body) throws Refused {
    try {
      return core.store().write(tx -> run(body, tx));
    } catch (Undone undone) {
      throw undone.refusal;
    }
  }

  <T> T read(Body<T> body) throws Refused {
    try {
      return core.store().read(tx -> run(body, tx));
    } catch (Undone undone) {
      throw undone.refusal;
    }
  }

  private static <T> T run(Body<T> body, Session tx) throws SQLException {
    try {
      return body.run(tx);
    } catch (Refused refusal) {
      throw new Undone(refusal);
    }
  }

  /** Stores an action on a cluster. */
  String submit(
      Session tx,
      Context context,
      ActionKind kind,
      ClusterRecord cluster,
      Map<String, @Nullable Object> inputs)
      throws SQLException, Refused {
    return submit(
        tx,
        NewActions.requested(
            context,
            kind,
            cluster.id(),
            cluster.id(),
            cluster.timeoutSeconds(),
            inputs,
            core.now()));
  }

  /** Stores an action on a node. */
  String submit(
      Session tx,
      Context context,
      ActionKind kind,
      NodeRecord node,
      Map<String, @Nullable Object> inputs)
      throws SQLException, Refused {
    int timeout = (int) core.settings().defaultActionTimeout().toSeconds();
    return submit(
        tx,
        NewActions.requested(
            context, kind, node.id(), node.clusterId(), timeout, inputs, core.now()));
  }

  private String submit(Session tx, ActionRecord action) throws SQLException, Refused {
    ActionKind kind = ActionKind.valueOf(action.action());
    if (!kind.bypassesConflicts()) {
      refuseIfBusy(tx, kind, action.target());
    }
    ActionRows.insert(tx, List.of(action));
    core.announcements().ready(tx);
    return action.id();
  }

  private static void refuseIfBusy(Session tx, ActionKind kind, String target)
      throws SQLException, Refused {
    boolean locked =
        kind.onCluster()
            ? !Locks.clusterOwners(tx, target).isEmpty()
            : Locks.nodeOwner(tx, target).isPresent();
    if (locked) {
      throw new Refused.Conflict(
          "ResourceIsLocked",
          "%s for %s %s cannot be completed because it is already locked."
              .formatted(kind, kind.onCluster() ? "cluster" : "node", target));
    }
    List<String> active = ActionRows.activeOn(tx, target);
    if (!active.isEmpty()) {
      throw new Refused.Conflict(
          "ActionConflict",
          "The %s action for target %s conflicts with the following action(s): %s"
              .formatted(kind, target, String.join(", ", active)));
    }
  }

  /** Refuses a second thing of a name, if names are to be unique. */
  void refuseDuplicate(Session tx, Context context, String table, String name, String sentence)
      throws SQLException, Refused {
    if (core.settings().nameUnique()
        && tx.first(
                "SELECT id FROM \"" + table + "\" WHERE project = ? AND name = ?",
                row -> row.text("id"),
                context.project(),
                name)
            .isPresent()) {
      throw new Refused.Invalid(sentence.formatted(name));
    }
  }

  /** The profile a request names, which must exist. */
  static ProfileRecord specifiedProfile(Session tx, Context context, String identity)
      throws SQLException, Refused {
    try {
      return Profiles.FINDER.find(tx, context, identity);
    } catch (Refused.NotFound | Refused.Ambiguous refusal) {
      throw specified(refusal);
    }
  }

  /** The same refusal, of something that the request only mentions: {@code The specified …}. */
  static Refused.Invalid specified(Refused refusal) {
    String message = String.valueOf(refusal.getMessage());
    return new Refused.Invalid(
        message.startsWith("The ") ? "The specified " + message.substring(4) : message);
  }

  /** Refuses to delete what an action is just changing. */
  static void refuseInProgress(String kind, String identity, String status) throws Refused {
    if (List.of("CREATING", "UPDATING", "DELETING", "RECOVERING").contains(status)) {
      throw new Refused.Conflict(
          "ActionInProgress", "The %s '%s' is in status %s.".formatted(kind, identity, status));
    }
  }

  /** Refuses parameters that a recover does not know. */
  static void checkRecover(Map<String, @Nullable Object> params) throws Refused {
    for (String key : params.keySet()) {
      if (!List.of("operation", "operation_params", "check", "check_capacity").contains(key)) {
        throw new Refused.Invalid("Action parameter %s is not recognizable.".formatted(key));
      }
    }
    Object operation = params.get("operation");
    List<String> known = List.of("REBOOT", "REBUILD", "RECREATE");
    if (operation != null
        && known.stream().noneMatch(name -> name.equalsIgnoreCase(String.valueOf(operation)))) {
      throw new Refused.Invalid(
          "Operation value '%s' has to be one of the following: %s."
              .formatted(operation, String.join(", ", known)));
    }
  }
}
