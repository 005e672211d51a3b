package io.senlin.journal;

import io.senlin.store.Dialect;
import io.senlin.store.Session;
import io.senlin.store.Store;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;

/** The statements on {@code event_cursor}. Thread-safe. */
final class Cursors {
  private final Store store;
  private final InstantSource clock;
  private final String insertIfAbsent;

  Cursors(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    Dialect dialect = store.dialect();
    this.insertIfAbsent =
        "INSERT INTO event_cursor (sequence, updated_at, dispatcher, \"partition\")"
            + " VALUES (?, ?, ?, ?)"
            + dialect.ifAbsent("dispatcher, \"partition\"");
  }

  OptionalLong get(String dispatcher, String partition) {
    return store.read(session -> get(session, dispatcher, partition));
  }

  OptionalLong get(Session session, String dispatcher, String partition) throws SQLException {
    return session
        .first(
            "SELECT sequence FROM event_cursor WHERE dispatcher = ? AND \"partition\" = ?",
            row -> OptionalLong.of(row.number("sequence")),
            dispatcher,
            partition)
        .orElse(OptionalLong.empty());
  }

  /** The partitions in which some dispatcher has a cursor. */
  static List<String> partitions(Session session) throws SQLException {
    return session.query(
        "SELECT DISTINCT \"partition\" AS name FROM event_cursor", row -> row.text("name"));
  }

  /** The highest cursor of a partition; 0 if it has none. */
  static long highest(Session session, String partition) throws SQLException {
    return session
        .first(
            "SELECT max(sequence) AS highest FROM event_cursor WHERE \"partition\" = ?",
            row -> row.number("highest"),
            partition)
        .orElse(0L);
  }

  void move(String dispatcher, String partition, long sequence) {
    store.writeAside(session -> move(session, dispatcher, partition, sequence));
  }

  int move(Session session, String dispatcher, String partition, long sequence)
      throws SQLException {
    int moved =
        session.update(
            "UPDATE event_cursor SET sequence = ?, updated_at = ?"
                + " WHERE dispatcher = ? AND \"partition\" = ? AND sequence < ?",
            sequence,
            clock.instant(),
            dispatcher,
            partition,
            sequence);
    return moved > 0 ? moved : insert(session, dispatcher, partition, sequence);
  }

  void place(String dispatcher, String partition, long sequence) {
    store.write(
        session -> {
          int moved =
              session.update(
                  "UPDATE event_cursor SET sequence = ?, updated_at = ?"
                      + " WHERE dispatcher = ? AND \"partition\" = ?",
                  sequence,
                  clock.instant(),
                  dispatcher,
                  partition);
          return moved > 0 ? moved : insert(session, dispatcher, partition, sequence);
        });
  }

  private int insert(Session session, String dispatcher, String partition, long sequence)
      throws SQLException {
    return session.update(insertIfAbsent, sequence, clock.instant(), dispatcher, partition);
  }

  void drop(String dispatcher, String partition) {
    store.write(
        session ->
            session.update(
                "DELETE FROM event_cursor WHERE dispatcher = ? AND \"partition\" = ?",
                dispatcher,
                partition));
  }
}
