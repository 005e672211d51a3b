package io.senlin.store;

import java.sql.SQLException;

/** The connections for reading. Thread-safe. */
interface Readers extends AutoCloseable {
  /** Runs {@code work} on one of them; waits while all are busy. */
  <T> T read(Work<T> work);

  /** Lets go of all connections; waits for the reads under way, within limits. */
  @Override
  void close();

  /** Runs a work on a link, in a transaction of its own that is left open. */
  static <T> T run(Link link, Work<T> work) throws SQLException {
    Session session = new Session(link);
    try {
      link.begin();
      T result = work.run(session);
      session.refuseIfFailed();
      return result;
    } finally {
      session.end();
    }
  }
}
