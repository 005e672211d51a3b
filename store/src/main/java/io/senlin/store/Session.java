package io.senlin.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as a {@link Work} sees it: thin JDBC with cached statements. Parameters are {@code
 * ?}; they may be null, String, Integer, Long, Double, BigDecimal, Boolean, {@link
 * java.time.Instant}, {@link java.util.UUID} (as text) and byte[]. Instants are kept in UTC with
 * microseconds.
 *
 * <p>Once a statement has failed, no other is run and the work cannot commit, even if it catches
 * the exception: databases differ in how much of the transaction is left then.
 *
 * <p>Valid during the work only, and on its thread only.
 */
public final class Session {
  private final Link link;
  private final Map<Object, CommitParticipant> participants = new LinkedHashMap<>();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private @Nullable SQLException failure;
  private boolean ended;

  Session(Link link) {
    this.link = link;
  }

  /** Runs an INSERT, UPDATE or DELETE and returns the number of rows it changed. */
  public int update(String sql, @Nullable Object... parameters) throws SQLException {
    try {
      return prepare(sql, parameters).executeUpdate();
    } catch (SQLException cause) {
      throw failed(cause);
    }
  }

  /** Runs a SELECT and returns all its rows. */
  public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    try (ResultSet result = prepare(sql, parameters).executeQuery()) {
      List<T> rows = new ArrayList<>();
      Row row = new Row(result, link.dialect());
      while (result.next()) {
        rows.add(mapper.map(row));
      }
      return rows;
    } catch (SQLException cause) {
      throw failed(cause);
    }
  }

  /** Runs a SELECT and returns its first row, if any. */
  public <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    try (ResultSet result = prepare(sql, parameters).executeQuery()) {
      return result.next()
          ? Optional.of(mapper.map(new Row(result, link.dialect())))
          : Optional.empty();
    } catch (SQLException cause) {
      throw failed(cause);
    }
  }

  /** Runs one INSERT, UPDATE or DELETE for each of {@code rows}, in order, in one go. */
  public void batch(String sql, List<@Nullable Object[]> rows) throws SQLException {
    try {
      refuseIfOver();
      PreparedStatement statement = link.prepare(sql);
      statement.clearBatch(); // of one that failed half-way
      for (@Nullable Object[] row : rows) {
        link.bind(statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException cause) {
      throw failed(cause);
    }
  }

  /** The connection itself, for what the methods above cannot do. Leave its transaction alone. */
  public Connection connection() throws SQLException {
    refuseIfOver();
    return link.connection();
  }

  /** Runs {@code task} on the writer's thread after the durable commit. It must not throw. */
  public void afterCommit(Runnable task) {
    afterCommit.add(task);
  }

  /**
   * The participant of this group of works under {@code key}; the first call in a group makes it.
   * It is dropped if the group is rolled back.
   */
  @SuppressWarnings("unchecked") // a key always goes with the same maker
  public <P extends CommitParticipant> P participant(Object key, Supplier<P> maker) {
    return (P) participants.computeIfAbsent(key, absent -> maker.get());
  }

  public Dialect dialect() {
    return link.dialect();
  }

  void beforeCommit() throws SQLException {
    for (CommitParticipant participant : participants.values()) {
      participant.beforeCommit(this);
    }
    refuseIfFailed();
  }

  /** What is to run after the commit, in order: the participants, then the single tasks. */
  List<Runnable> committed() {
    List<Runnable> tasks = new ArrayList<>(participants.size() + afterCommit.size());
    for (CommitParticipant participant : participants.values()) {
      tasks.add(participant::afterCommit);
    }
    tasks.addAll(afterCommit);
    return tasks;
  }

  void notCommitted() {
    participants.values().forEach(CommitParticipant::afterFailure);
  }

  /** Throws the failure of an earlier statement, which somebody caught. */
  void refuseIfFailed() throws SQLException {
    if (failure != null) {
      throw failure;
    }
  }

  void end() {
    ended = true;
  }

  private PreparedStatement prepare(String sql, @Nullable Object... parameters)
      throws SQLException {
    refuseIfOver();
    PreparedStatement statement = link.prepare(sql);
    link.bind(statement, parameters);
    return statement;
  }

  private void refuseIfOver() throws SQLException {
    if (ended) {
      throw new IllegalStateException("the work is over; its session cannot be used any more");
    }
    refuseIfFailed();
  }

  private SQLException failed(SQLException cause) {
    failure = cause;
    link.forgetStatements();
    return cause;
  }
}
