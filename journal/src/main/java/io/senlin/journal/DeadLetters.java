package io.senlin.journal;

import io.senlin.spi.Event;
import io.senlin.store.Store;
import java.time.InstantSource;
import java.util.List;

/** The statements on {@code event_dead_letter}. Thread-safe. */
final class DeadLetters {
  private final Store store;
  private final InstantSource clock;
  private final Cursors cursors;
  private final String insert;

  DeadLetters(Store store, InstantSource clock, Cursors cursors) {
    this.store = store;
    this.clock = clock;
    this.cursors = cursors;
    this.insert =
        "INSERT INTO event_dead_letter"
            + " (dispatcher, \"partition\", sequence, committed_at, payload, reason, buried_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)"
            + store.dialect().ifAbsent("dispatcher, \"partition\", sequence");
  }

  void bury(String dispatcher, String partition, Event event, String reason) {
    long sequence = event.details().sequence();
    byte[] payload = event.json();
    store.writeAside(
        session -> {
          session.update(
              insert,
              dispatcher,
              partition,
              sequence,
              JournalTable.micros(event.details().timestamp()),
              payload,
              reason,
              clock.instant());
          return cursors.move(session, dispatcher, partition, sequence);
        });
  }

  List<DeadLetter> of(String dispatcher, int maxLetters) {
    return store.read(
        session ->
            session.query(
                "SELECT * FROM event_dead_letter WHERE dispatcher = ?"
                    + " ORDER BY buried_at DESC, sequence DESC LIMIT ?",
                row ->
                    new DeadLetter(
                        row.text("dispatcher"),
                        row.text("partition"),
                        JournalTable.event(row),
                        row.text("reason"),
                        row.instant("buried_at")),
                dispatcher,
                maxLetters));
  }

  long count(String dispatcher) {
    return store.read(
        session ->
            session
                .first(
                    "SELECT count(*) AS letters FROM event_dead_letter WHERE dispatcher = ?",
                    row -> row.number("letters"),
                    dispatcher)
                .orElse(0L));
  }
}
