package io.senlin.benchmarks;

import io.senlin.spi.Action;
import io.senlin.spi.Event;
import io.senlin.store.Session;
import io.senlin.testkit.Events;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * What an action pays for an event: its state changes, the start and the end of a NODE_CHECK with
 * the engine's statements, with and without their events in their transactions. No dispatcher is
 * on: what those cost is not on the action's way.
 *
 * <p>The goal is for an action alone. Many at once share the one durable commit, which is most of
 * what each pays by itself, so an event is a greater part of what is left: a figure to know.
 */
final class ActionBenchmark implements Benchmark {

  private static final int CHANGES = 2; // its start and its end

  /** What the engine reads of an action. */
  private static final List<String> ACTION =
      List.of(
          ("id name action target cause owner interval start_time end_time timeout status"
                  + " status_reason control inputs outputs data cluster_id user project domain"
                  + " context created_at updated_at")
              .split(" "));

  /** What it reads of a node. */
  private static final List<String> NODE =
      List.of(
          ("id name profile_id cluster_id physical_id index role tainted status status_reason"
                  + " meta_data data dependents user project domain init_at created_at updated_at")
              .split(" "));

  private static final List<String> WAITING = List.of("dependent");

  /** What is noted of a change, in its transaction. */
  @FunctionalInterface
  private interface Note {
    Note NONE = (_, _) -> 0;

    int of(Session session, Event event);
  }

  @Override
  public String name() {
    return "action";
  }

  @Override
  public List<Line> run(Scale scale, Scratch scratch) throws Exception {
    return List.of(
        compare("alone", 1, new Goal.AtMost(1.3), scale, scratch),
        compare("64 at once", 64, new Goal.None(), scale, scratch));
  }

  private static Line compare(String how, int callers, Goal goal, Scale scale, Scratch scratch)
      throws Exception {
    return new Comparison(
            "a state change with : without its event, " + how,
            "us",
            () -> scratch.measure(folder -> change(folder, callers, scale, true)),
            () -> scratch.measure(folder -> change(folder, callers, scale, false)),
            goal)
        .run(scale.rounds());
  }

  /** Microseconds that a caller waits for one state change. */
  private static double change(Path folder, int callers, Scale scale, boolean withEvent)
      throws ExecutionException, InterruptedException {
    List<Event> events =
        Stream.generate(() -> Events.of("NODE_CHECK").phase("end").build()).limit(callers).toList();
    try (Pipeline pipeline = Pipeline.withoutDispatchers(folder)) {
      pipeline.store().write(session -> insert(session, events));
      Note note = withEvent ? (session, event) -> append(pipeline, session, event) : Note.NONE;
      int each = scale.transactions();
      long took =
          Callers.run(
              callers,
              each,
              (caller, round) -> {
                Event event = events.get(caller);
                pipeline.store().write(session -> start(session, event) + note.of(session, event));
                pipeline.store().write(session -> end(session, event) + note.of(session, event));
              });
      return took / 1000.0 / each / CHANGES;
    }
  }

  private static int append(Pipeline pipeline, Session session, Event event) {
    var _ = pipeline.journal().append(session, Pipeline.draft(event));
    return 1;
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

  /** What the engine does when a NODE_CHECK starts. */
  private static int start(Session session, Event event) throws SQLException {
    Action action = event.action();
    return read(session, "SELECT * FROM action WHERE id = ?", action.id(), ACTION)
        + read(session, "SELECT * FROM node WHERE id = ?", action.target(), NODE)
        + session.update(
            "INSERT INTO node_lock (node_id, action_id) VALUES (?, ?)"
                + session.dialect().ifAbsent("node_id"),
            action.target(),
            action.id())
        + session.update(
            "UPDATE action SET status = 'RUNNING', status_reason = ?, start_time = ?,"
                + " updated_at = ? WHERE id = ?",
            action.statusReason(),
            BigDecimal.ONE,
            Instant.now(),
            action.id());
  }

  /** What it does when the NODE_CHECK ends. */
  private static int end(Session session, Event event) throws SQLException {
    Action action = event.action();
    Instant now = Instant.now();
    return session.update(
            "UPDATE node SET status = ?, status_reason = ?, physical_id = ?, created_at = ?,"
                + " updated_at = ? WHERE id = ?",
            "ACTIVE",
            "Check: Node is ACTIVE.",
            action.id(),
            now,
            now,
            action.target())
        + session.update(
            "UPDATE action SET status = ?, status_reason = ?, owner = NULL, end_time = ?,"
                + " updated_at = ?, outputs = ?, data = ? WHERE id = ?",
            action.status(),
            event.details().reason(),
            BigDecimal.TEN,
            now,
            "{}",
            "{}",
            action.id())
        + read(session, "SELECT dependent FROM dependency WHERE depended = ?", action.id(), WAITING)
        + session.update(
            "DELETE FROM node_lock WHERE node_id = ? AND action_id = ?",
            action.target(),
            action.id());
  }

  private static int read(Session session, String select, String id, List<String> columns)
      throws SQLException {
    return session
        .query(
            select,
            row -> {
              int read = 0;
              for (String column : columns) {
                read += row.text(column).length();
              }
              return read;
            },
            id)
        .size();
  }
}
