package io.senlin.store;

import java.sql.SQLException;

/**
 * Takes part once in the commit of a whole group of works, however many of them joined it: what
 * many works want written can so be written in one batch. Its methods run on the writer's thread.
 *
 * @see Session#participant
 */
public interface CommitParticipant {
  /** Writes what the works of the group have left with it. Throwing rolls the group back. */
  void beforeCommit(Session session) throws SQLException;

  /** The group is durable, and no caller has been told yet. Must not throw. */
  void afterCommit();

  /** The group was rolled back. Must not throw. */
  default void afterFailure() {}
}
