package io.senlin.store.retention;

import io.senlin.store.RowMapper;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A table whose rows have an {@code id} and a {@code project}, and can be deleted when they are
 * old.
 *
 * @param name the table
 * @param time the column with the time that decides, in SQL; with the id after it, it is indexed
 * @param condition what else must hold for a row to be deleted, in SQL; it never ceases to hold
 *     once it does
 * @param references columns of other tables, {@code table.column}, whose rows refer to the ids and
 *     go first
 * @param mapper reads a row
 * @param place where a row stands in time
 */
public record AgeingTable<R>(
    String name,
    String time,
    String condition,
    List<String> references,
    RowMapper<R> mapper,
    Function<R, Place> place) {

  /** Where a row stands in time; rows of the same instant are ordered by their ids. */
  public record Place(Instant time, String id) {
    /** Before the first. */
    static final Place START = new Place(Instant.EPOCH, "");
  }

  public AgeingTable {
    references = List.copyOf(references);
  }

  String where(boolean ofProject) {
    return " FROM "
        + name
        + " WHERE "
        + time
        + " < ?"
        + (ofProject ? " AND project = ?" : "")
        + (condition.isEmpty() ? "" : " AND " + condition);
  }

  /** The statements that delete {@code count} rows by their ids, in order. */
  List<String> deletes(int count) {
    String ids = " IN (?" + ", ?".repeat(count - 1) + ")";
    return Stream.concat(references.stream(), Stream.of(name + ".id"))
        .map(column -> column.split("\\.", 2))
        .map(column -> "DELETE FROM " + column[0] + " WHERE " + column[1] + ids)
        .toList();
  }
}
