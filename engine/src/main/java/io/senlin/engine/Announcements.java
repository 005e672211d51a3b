package io.senlin.engine;

import io.senlin.engine.Control.Order;
import io.senlin.store.CommitParticipant;
import io.senlin.store.Dialect;
import io.senlin.store.Listener;
import io.senlin.store.Session;
import io.senlin.store.Store;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the parts of this engine, and by PostgreSQL's NOTIFY the other engines on the database,
 * what a transaction has changed, once it is committed. All of it are hints: who missed one finds
 * out by looking. Thread-safe.
 *
 * <p>One notification carries the hints of a whole group of works, a line each, after a line with
 * the id of the engine that sends it.
 */
final class Announcements {
  private static final String CHANNEL = "senlin";
  private static final int MAX_CHARS = 7_900; // the server's limit is 8000 bytes

  private static final String READY = "ready";
  private static final String WAKE = "wake:";
  private static final String STOP = "stop:";
  private static final String UNLOCKED = "unlocked:";

  private final Wakeups wakeups;
  private final Membership membership;

  Announcements(Wakeups wakeups, Membership membership) {
    this.wakeups = wakeups;
    this.membership = membership;
  }

  /** Some actions became READY, and are nobody's yet. */
  void ready(Session tx) {
    tx.afterCommit(wakeups::ready);
    tell(tx, READY);
  }

  /** What an action waits for may have happened. */
  void wake(Session tx, String actionId) {
    tx.afterCommit(() -> wakeups.wake(actionId));
    tell(tx, WAKE + actionId);
  }

  /** An action is to stop: what it is to do stands in its row. */
  void stop(Session tx, String actionId) {
    tx.afterCommit(() -> wakeups.stop(actionId, Order.CANCEL));
    tell(tx, STOP + actionId);
  }

  /** The lock of a cluster or node was released. */
  void unlocked(Session tx, String target) {
    tx.afterCommit(() -> wakeups.unlocked(target));
    tell(tx, UNLOCKED + target);
  }

  /** Listens to what other engines announce, if the database can tell. */
  Optional<Listener> listen(Store store) {
    return store.listen(CHANNEL, this::hear);
  }

  private void hear(String message) {
    String[] lines = message.split("\n", -1);
    if (lines[0].equals(membership.id())) {
      return;
    }
    for (int i = 1; i < lines.length; i++) {
      String line = lines[i];
      if (line.equals(READY)) {
        wakeups.ready();
      } else if (line.startsWith(WAKE)) {
        wakeups.wake(line.substring(WAKE.length()));
      } else if (line.startsWith(STOP)) {
        wakeups.look();
      } else if (line.startsWith(UNLOCKED)) {
        wakeups.unlocked(line.substring(UNLOCKED.length()));
      }
    }
  }

  private void tell(Session tx, String hint) {
    if (tx.dialect() == Dialect.POSTGRESQL && membership.others()) {
      tx.participant(this, () -> new Hints(membership.id())).add(hint);
    }
  }

  /** The hints of a group of works. */
  private static final class Hints implements CommitParticipant {
    private final String sender;
    private final Set<String> hints = new LinkedHashSet<>();

    Hints(String sender) {
      this.sender = sender;
    }

    void add(String hint) {
      hints.add(hint);
    }

    @Override
    public void beforeCommit(Session session) throws SQLException {
      StringBuilder message = new StringBuilder(sender);
      for (String hint : hints) {
        if (message.length() + hint.length() >= MAX_CHARS) {
          send(session, message);
          message.setLength(sender.length());
        }
        message.append('\n').append(hint);
      }
      send(session, message);
    }

    private static void send(Session session, StringBuilder message) throws SQLException {
      var _ =
          session.query(
              "SELECT pg_notify(?, ?) AS sent", row -> CHANNEL, CHANNEL, message.toString());
    }

    @Override
    public void afterCommit() {
      // the server delivers what was sent with the commit
    }
  }
}
