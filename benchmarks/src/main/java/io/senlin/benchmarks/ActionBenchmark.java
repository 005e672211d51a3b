package io.senlin.benchmarks;

import io.senlin.journal.Draft;
import io.senlin.spi.Action;
import io.senlin.spi.Event;
import io.senlin.store.Session;
import io.senlin.testkit.Events;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * What an action pays for an event: its state change with and without one, in one transaction. No
 * dispatcher is on: what those cost is not on the action's way.
 */
final class ActionBenchmark implements Benchmark {

  @Override
  public String name() {
    return "action";
  }

  @Override
  public List<Line> run(Scale scale, Scratch scratch) throws Exception {
    List<Line> lines = new ArrayList<>();
    for (int callers : new int[] {1, 64}) {
      lines.add(
          new Comparison(
                  "a state change with : without its event, callers: %d".formatted(callers),
                  "us",
                  () -> scratch.measure(folder -> change(folder, callers, scale, true)),
                  () -> scratch.measure(folder -> change(folder, callers, scale, false)),
                  new Goal.AtMost(1.3))
              .run(scale.rounds()));
    }
    return lines;
  }

  /** Microseconds that a caller waits for one state change. */
  private static double change(Path folder, int callers, Scale scale, boolean withEvent)
      throws ExecutionException, InterruptedException {
    List<Event> events =
        Stream.generate(() -> Events.of("NODE_CREATE").phase("end").build())
            .limit(callers)
            .toList();
    try (Pipeline pipeline = Pipeline.withoutDispatchers(folder)) {
      pipeline.store().write(session -> insert(session, events));
      int each = scale.transactions();
      long took =
          Callers.run(
              callers,
              each,
              (caller, round) -> {
                if (withEvent) {
                  withEvent(pipeline, events.get(caller));
                } else {
                  pipeline.store().write(session -> update(session, events.get(caller)));
                }
              });
      return took / 1000.0 / each;
    }
  }

  private static void withEvent(Pipeline pipeline, Event event) {
    Draft draft = Pipeline.draft(event);
    pipeline
        .store()
        .write(
            session -> {
              update(session, event);
              return pipeline.journal().append(session, draft);
            });
  }

  private static int insert(Session session, List<Event> events) throws SQLException {
    session.update(
        "INSERT INTO profile (id, name, \"user\", project) VALUES (?, ?, ?, ?)",
        "p",
        "p",
        "u",
        "p");
    for (Event event : events) {
      Action action = event.action();
      session.update("INSERT INTO action (id, name) VALUES (?, ?)", action.id(), action.name());
      session.update(
          "INSERT INTO node (id, name, profile_id) VALUES (?, ?, ?)",
          action.target(),
          action.name(),
          "p");
    }
    return events.size();
  }

  /** What the engine does when a node action ends: the action's row, and its node's. */
  private static int update(Session session, Event event) throws SQLException {
    Action action = event.action();
    Instant now = Instant.now();
    return session.update(
            "UPDATE action SET status = ?, status_reason = ?, updated_at = ?, outputs = ?"
                + " WHERE id = ?",
            action.status(),
            event.details().reason(),
            now,
            "{}",
            action.id())
        + session.update(
            "UPDATE node SET status = ?, status_reason = ?, updated_at = ? WHERE id = ?",
            "ACTIVE",
            event.details().reason(),
            now,
            action.target());
  }
}
