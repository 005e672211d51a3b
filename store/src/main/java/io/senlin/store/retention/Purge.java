package io.senlin.store.retention;

import io.senlin.store.Session;
import io.senlin.store.Store;
import io.senlin.store.retention.AgeingTable.Place;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Deletes the old rows of a table, the oldest first, in small batches with a rest after each. A
 * batch is looked up along an index, archived, and deleted by its ids in one short transaction; so
 * nobody who writes waits for more than that, and no row is deleted that was not archived.
 *
 * <p>Ending at any moment leaves a clean state: a batch is there or gone, and what is left can be
 * purged later. Several purges at once do no harm; a row may be in both their archives then.
 * Thread-safe.
 */
public final class Purge<R> {
  /** So few that their transaction takes milliseconds. */
  private static final int BATCH = 50;

  /** A rest is that many times as long as the batch before it took. */
  private static final int REST = 1;

  private final Store store;
  private final AgeingTable<R> table;

  /** A purge of a table of {@code store}. */
  public Purge(Store store, AgeingTable<R> table) {
    this.store = store;
    this.table = table;
  }

  /** How many rows would be deleted now. */
  public long count(Expired expired) {
    return store.read(
        session -> {
          long count = 0;
          for (Optional<String> project : expired.parts()) {
            count +=
                session
                    .first(
                        "SELECT count(*) AS old_rows" + table.where(project.isPresent()),
                        row -> row.number("old_rows"),
                        parameters(expired, project).toArray())
                    .orElse(0L);
          }
          return count;
        });
  }

  /**
   * Deletes them. All that was deleted before an exception stays so.
   *
   * @param archive keeps each batch before it is deleted
   * @param progress is told how many are gone, after each batch
   * @throws InterruptedException if the thread was interrupted, between two batches
   * @throws io.senlin.store.StoreException if the database failed
   */
  public void run(Expired expired, Archive<R> archive, LongConsumer progress)
      throws InterruptedException {
    long gone = 0;
    for (Optional<String> project : expired.parts()) {
      Place last = Place.START;
      List<R> batch = next(expired, project, last);
      while (!batch.isEmpty()) {
        archive.keep(batch);
        long began = System.nanoTime();
        gone += delete(batch);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        progress.accept(gone);
        Thread.sleep(took.multipliedBy(REST));
        last = table.place().apply(batch.getLast());
        batch = next(expired, project, last);
      }
    }
  }

  private List<R> next(Expired expired, Optional<String> project, Place last) {
    List<Object> parameters = parameters(expired, project);
    parameters.addAll(List.of(last.time(), last.time(), last.id(), BATCH));
    String time = table.time();
    String sql =
        "SELECT *%s AND %s >= ? AND (%s > ? OR id > ?) ORDER BY %s, id LIMIT ?"
            .formatted(table.where(project.isPresent()), time, time, time);
    return store.read(session -> session.query(sql, table.mapper(), parameters.toArray()));
  }

  private static List<Object> parameters(Expired expired, Optional<String> project) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(expired.before());
    project.ifPresent(parameters::add);
    return parameters;
  }

  private int delete(List<R> batch) {
    Object[] ids = batch.stream().map(row -> table.place().apply(row).id()).toArray();
    return store.write(session -> delete(session, ids));
  }

  private int delete(Session session, Object[] ids) throws SQLException {
    int deleted = 0;
    for (String sql : table.deletes(ids.length)) {
      deleted = session.update(sql, ids); // the last one is that of the rows themselves
    }
    return deleted;
  }
}
