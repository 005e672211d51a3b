package io.senlin.store;

import java.sql.SQLException;

/**
 * What one caller wants done in a transaction.
 *
 * <p>It may be run more than once: if another work of its group fails, the group is rolled back and
 * run again in smaller parts. So it changes nothing outside its session, except through {@link
 * Session#afterCommit}.
 */
@FunctionalInterface
public interface Work<T> {
  /**
   * Does the work. Throwing anything rolls back this work and no other; a {@link RuntimeException}
   * reaches the caller unchanged, an {@link SQLException} as a {@link StoreException}.
   */
  T run(Session session) throws SQLException;
}
