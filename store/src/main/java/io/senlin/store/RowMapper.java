package io.senlin.store;

import java.sql.SQLException;

/** Makes a value from the current row of a result. It must not use the session meanwhile. */
@FunctionalInterface
public interface RowMapper<T> {
  /** Reads what it needs from {@code row}, which is valid during this call only. */
  T map(Row row) throws SQLException;
}
