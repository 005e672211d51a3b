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

  /** How many a read counts at most, so that none takes long on however large a table. */
  private static final int COUNTED = 10_000;

  /** A rest is that many times as long as the batch before it took. */
  private static final int REST = 1;

  private final Store store;
  private final AgeingTable<R> table;

  /** A purge of a table of {@code store}. */
  public Purge(Store store, AgeingTable<R> table) {
    this.store = store;
    this.table = table;
  }

  /** How many rows would be deleted now. Counts in slices, which are snapshots of their own. */
  public long count(Expired expired) {
    long count = 0;
    for (Optional<String> project : expired.parts()) {
      Place last = Place.START;
      Optional<Place> next = later(expired, project, last);
      while (next.isPresent()) {
        count += COUNTED;
        last = next.get();
        next = later(expired, project, last);
      }
      count += rest(expired, project, last);
    }
    return count;
  }

  /** Where the last row of a whole slice stands; empty if there is no whole one any more. */
  private Optional<Place> later(Expired expired, Optional<String> project, Place last) {
    String sql =
        "SELECT %s AS place, id%s ORDER BY %s, id LIMIT 1 OFFSET %d"
            .formatted(table.time(), after(project), table.time(), COUNTED - 1);
    Object[] parameters = parameters(expired, project, last).toArray();
    return store.read(
        session ->
            session.first(sql, row -> new Place(row.instant("place"), row.text("id")), parameters));
  }

  private long rest(Expired expired, Optional<String> project, Place last) {
    String sql = "SELECT count(*) AS old_rows" + after(project);
    Object[] parameters = parameters(expired, project, last).toArray();
    return store.read(
        session -> session.first(sql, row -> row.number("old_rows"), parameters).orElse(0L));
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
    String sql =
        "SELECT *%s ORDER BY %s, id LIMIT %d".formatted(after(project), table.time(), BATCH);
    Object[] parameters = parameters(expired, project, last).toArray();
    return store.read(session -> session.query(sql, table.mapper(), parameters));
  }

  /** Those that are too old and stand behind a place; see {@link #parameters}. */
  private String after(Optional<String> project) {
    String time = table.time();
    return "%s AND %s >= ? AND (%s > ? OR id > ?)"
        .formatted(table.where(project.isPresent()), time, time);
  }

  private static List<Object> parameters(Expired expired, Optional<String> project, Place last) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(expired.before());
    project.ifPresent(parameters::add);
    parameters.addAll(List.of(last.time(), last.time(), last.id()));
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
