package io.senlin.benchmarks;

import io.senlin.spi.Entity;
import io.senlin.spi.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * The ceiling, what a driver does by itself: the rows that the {@code database} dispatcher writes,
 * put into the same table by one thread that does nothing else.
 *
 * @param batch how many rows there are in a batch, which is a transaction
 * @param times an instant as the driver takes it
 */
record RawInsert(int batch, Function<Instant, Object> times) {
  private static final String INSERT =
      """
      INSERT INTO event (id, 'timestamp', oid, oname, otype, cluster_id, level, 'user',
        project, action, status, status_reason, meta_data)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

  /** Rows per second. */
  double run(Connection connection, List<Event> events) throws SQLException {
    connection.setAutoCommit(false);
    String quote = connection.getMetaData().getIdentifierQuoteString();
    long start = System.nanoTime();
    try (PreparedStatement insert = connection.prepareStatement(INSERT.replace("'", quote))) {
      for (int from = 0; from < events.size(); from += batch) {
        for (Event event : events.subList(from, Math.min(from + batch, events.size()))) {
          bind(insert, event);
          insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
      }
    }
    return events.size() * 1e9 / (System.nanoTime() - start);
  }

  private void bind(PreparedStatement insert, Event event) throws SQLException {
    Entity entity = event.action().entity().orElseThrow();
    insert.setString(1, event.details().id().toString());
    insert.setObject(2, times.apply(event.details().timestamp()));
    String[] texts = {
      entity.id(),
      entity.name(),
      event.action().objectType(),
      entity.clusterId(),
      Integer.toString(event.level().value()),
      event.action().context().user(),
      event.action().context().project(),
      event.action().displayAction(),
      event.details().phase(),
      event.details().reason(),
      "{}"
    };
    for (int i = 0; i < texts.length; i++) {
      insert.setString(i + 3, texts[i]);
    }
  }
}
