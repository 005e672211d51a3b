package io.senlin.journal;

import io.senlin.spi.Event;
import io.senlin.store.Dialect;
import io.senlin.store.Row;
import io.senlin.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements on {@code event_journal}. Thread-safe. */
final class JournalTable {
  /** The one partition of an SQLite file, whose table has no column for it. */
  static final String LOCAL = "local";

  private final String insert;
  private final String mine;

  JournalTable(Dialect dialect) {
    boolean local = dialect == Dialect.SQLITE;
    this.mine = local ? "'" + LOCAL + "' = ?" : "\"partition\" = ?";
    this.insert =
        local
            ? "INSERT INTO event_journal (sequence, committed_at, payload) VALUES (?, ?, ?)"
            : "INSERT INTO event_journal (sequence, committed_at, payload, \"partition\")"
                + " VALUES (?, ?, ?, ?)";
  }

  /** What {@link #insert} binds for one event. */
  @Nullable Object[] row(String partition, long sequence, Instant timestamp, byte[] payload) {
    Object at = micros(timestamp);
    return mine.startsWith("'")
        ? new Object[] {sequence, at, payload}
        : new Object[] {sequence, at, payload, partition};
  }

  void insert(Session session, List<@Nullable Object[]> rows) throws SQLException {
    if (rows.size() == 1) {
      session.update(insert, rows.getFirst());
    } else {
      session.batch(insert, rows);
    }
  }

  List<Event> after(Session session, String partition, long sequence, int maxEvents)
      throws SQLException {
    return session.query(
        "SELECT sequence, committed_at, payload FROM event_journal WHERE "
            + mine
            + " AND sequence > ? ORDER BY sequence LIMIT ?",
        JournalTable::event,
        partition,
        sequence,
        maxEvents);
  }

  static Event event(Row row) throws SQLException {
    return EventDecoder.decode(
        row.bytes("payload"), row.number("sequence"), instant(row.number("committed_at")));
  }

  /** The newest event's sequence and time. */
  Optional<Position> newest(Session session, String partition) throws SQLException {
    return position(session, partition, 0, "DESC");
  }

  /** The oldest event's at or after {@code sequence}. */
  Optional<Position> oldestFrom(Session session, String partition, long sequence)
      throws SQLException {
    return position(session, partition, sequence, "ASC");
  }

  private Optional<Position> position(
      Session session, String partition, long from, String direction) throws SQLException {
    return session.first(
        "SELECT sequence, committed_at FROM event_journal WHERE "
            + mine
            + " AND sequence >= ? ORDER BY sequence "
            + direction
            + " LIMIT 1",
        row -> new Position(row.number("sequence"), instant(row.number("committed_at"))),
        partition,
        from);
  }

  /** The mean size of the payloads after {@code sequence}; 0 if there are none. */
  long meanBytes(Session session, String partition, long sequence) throws SQLException {
    return session
        .first(
            "SELECT CAST(avg(length(payload)) AS "
                + (session.dialect() == Dialect.MARIADB ? "SIGNED" : "INTEGER")
                + ") AS mean FROM event_journal WHERE "
                + mine
                + " AND sequence > ?",
            row -> row.number("mean"),
            partition,
            sequence)
        .orElse(0L);
  }

  int deleteUpTo(Session session, String partition, long sequence) throws SQLException {
    return session.update(
        "DELETE FROM event_journal WHERE " + mine + " AND sequence <= ?", partition, sequence);
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Where an event stands, in sequence and in time. */
  record Position(long sequence, Instant timestamp) {
    /** Before the first event. */
    static final Position START = new Position(0, Instant.EPOCH);
  }
}
