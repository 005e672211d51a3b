package io.senlin.store;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The current row of a result. The plain methods read columns that are never NULL ({@link #text}
 * reads NULL as the empty text), the {@code optional} ones all others.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Row {
  Row() {}

  /** The text of {@code column}; empty if it is NULL. */
  public String text(String column) throws SQLException {
    throw new UnsupportedOperationException();
  }

  public Optional<String> optionalText(String column) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /** The number in {@code column}; 0 if it is NULL. */
  public int integer(String column) throws SQLException {
    throw new UnsupportedOperationException();
  }

  public OptionalInt optionalInteger(String column) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /** The number in {@code column}; 0 if it is NULL. */
  public long number(String column) throws SQLException {
    throw new UnsupportedOperationException();
  }

  public OptionalLong optionalNumber(String column) throws SQLException {
    throw new UnsupportedOperationException();
  }

  public Optional<BigDecimal> optionalDecimal(String column) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /** Whether {@code column} is true; false if it is NULL. */
  public boolean bool(String column) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /**
   * The instant in {@code column}.
   *
   * @throws SQLException if it is NULL
   */
  public Instant instant(String column) throws SQLException {
    throw new UnsupportedOperationException();
  }

  public Optional<Instant> optionalInstant(String column) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /** The bytes in {@code column}; none if it is NULL. */
  public byte[] bytes(String column) throws SQLException {
    throw new UnsupportedOperationException();
  }
}
