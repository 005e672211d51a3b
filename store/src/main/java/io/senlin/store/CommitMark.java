package io.senlin.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells whether a commit on a server was done although its answer was lost: each transaction of the
 * writer writes its number into a row that is the writer's own. Confined to the writer's thread.
 */
final class CommitMark {
  private static final Duration LEFT_BEHIND = Duration.ofDays(7);

  private final String writer = UUID.randomUUID().toString();
  private long number;

  /** Makes the row, and removes those that writers left behind when they died long ago. */
  private void open(Session session) throws SQLException {
    Instant now = Instant.now();
    List<String> dead =
        session.query(
            "SELECT writer FROM commit_mark WHERE marked_at < ?",
            row -> row.text("writer"),
            now.minus(LEFT_BEHIND));
    for (String other : dead) {
      remove(session, other);
    }
    insert(session, now);
  }

  private void insert(Session session, Instant now) throws SQLException {
    session.update(
        "INSERT INTO commit_mark (writer, number, marked_at) VALUES (?, ?, ?)",
        writer,
        number,
        now);
  }

  /** Numbers the transaction that is about to be committed. */
  void set(Session session) throws SQLException {
    number++;
    int marked =
        session.update(
            "UPDATE commit_mark SET number = ?, marked_at = ? WHERE writer = ?",
            number,
            Instant.now(),
            writer);
    if (marked == 0) {
      open(session); // its first transaction; or it was silent for long and taken for dead
    }
  }

  /**
   * Whether the last transaction that was numbered is committed. Waits while the server still works
   * on it. The session must be rolled back afterwards.
   *
   * @throws SQLException also if the row was committed while this waited: ask again
   */
  boolean reached(Session session) throws SQLException {
    Optional<Long> reached =
        session.first(
            "SELECT number FROM commit_mark WHERE writer = ? FOR UPDATE",
            row -> row.number("number"),
            writer);
    if (reached.isEmpty()) {
      // PostgreSQL shows no row that is being inserted, and waits for no other; but for this one
      insert(session, Instant.now());
    }
    return reached.isPresent() && reached.get() == number;
  }

  void close(Session session) throws SQLException {
    remove(session, writer);
  }

  private static void remove(Session session, String writer) throws SQLException {
    session.update("DELETE FROM commit_mark WHERE writer = ?", writer);
  }
}
