package io.senlin.store;

import java.sql.SQLException;

/**
 * Says at the beginning of every transaction that writes whether this program may still do so. Its
 * statement is part of the transaction: by a lock that it takes there, the answer holds until the
 * commit.
 *
 * @see Store#guard
 */
@FunctionalInterface
public interface Guard {
  /** Lets everybody write. */
  Guard NONE = session -> {};

  /**
   * Returns if it may write. Runs on the writer's thread.
   *
   * @throws StoreFenced if not; the whole group of works is refused with it
   */
  void check(Session session) throws SQLException;
}
