package io.senlin.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as a {@link Work} sees it: thin JDBC with cached statements. Parameters are {@code
 * ?}; they may be null, String, Integer, Long, Double, BigDecimal, Boolean, {@link
 * java.time.Instant}, {@link java.util.UUID} (as text) and byte[]. Instants are kept in UTC with
 * microseconds.
 *
 * <p>Once a statement has failed, the work can no longer commit, even if it catches the exception.
 * Valid during the work only, and on its thread only.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Session {
  Session() {}

  /** Runs an INSERT, UPDATE or DELETE and returns the number of rows it changed. */
  public int update(String sql, @Nullable Object... parameters) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /** Runs a SELECT and returns all its rows. */
  public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    throw new UnsupportedOperationException();
  }

  /** Runs a SELECT and returns its first row, if any. */
  public <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    throw new UnsupportedOperationException();
  }

  /** Runs one INSERT, UPDATE or DELETE for each of {@code rows}, in order, in one go. */
  public void batch(String sql, List<@Nullable Object[]> rows) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /** The connection itself, for what the methods above cannot do. Leave its transaction alone. */
  public Connection connection() {
    throw new UnsupportedOperationException();
  }

  /** Runs {@code task} on the writer's thread after the durable commit. It must not throw. */
  public void afterCommit(Runnable task) {
    throw new UnsupportedOperationException();
  }

  /**
   * The participant of this group of works under {@code key}; the first call in a group makes it.
   * It is dropped without a word if the group is rolled back.
   */
  public <P extends CommitParticipant> P participant(Object key, Supplier<P> maker) {
    throw new UnsupportedOperationException();
  }

  public Dialect dialect() {
    throw new UnsupportedOperationException();
  }
}
