package io.senlin.store;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The current row of a result. The plain methods are for columns that hold a value, or where NULL
 * means the same as empty, 0 or false; the {@code optional} ones tell the two apart.
 */
public final class Row {
  private final ResultSet result;
  private final Dialect dialect;

  Row(ResultSet result, Dialect dialect) {
    this.result = result;
    this.dialect = dialect;
  }

  /** The text of {@code column}; empty if it is NULL. */
  public String text(String column) throws SQLException {
    String text = result.getString(column);
    return text == null ? "" : text;
  }

  public Optional<String> optionalText(String column) throws SQLException {
    return Optional.ofNullable(result.getString(column));
  }

  /** The number in {@code column}; 0 if it is NULL. */
  public int integer(String column) throws SQLException {
    return result.getInt(column);
  }

  public OptionalInt optionalInteger(String column) throws SQLException {
    int number = result.getInt(column);
    return result.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** The number in {@code column}; 0 if it is NULL. */
  public long number(String column) throws SQLException {
    return result.getLong(column);
  }

  public OptionalLong optionalNumber(String column) throws SQLException {
    long number = result.getLong(column);
    return result.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /** The number in {@code column}, with six decimals. */
  public Optional<BigDecimal> optionalDecimal(String column) throws SQLException {
    return switch (dialect) {
      case SQLITE -> {
        // as a double: the text of a REAL has too few digits for the microseconds of an epoch
        double number = result.getDouble(column);
        yield result.wasNull()
            ? Optional.empty()
            : Optional.of(BigDecimal.valueOf(number).setScale(6, RoundingMode.HALF_EVEN));
      }
      case POSTGRESQL, MARIADB -> Optional.ofNullable(result.getBigDecimal(column));
    };
  }

  /** Whether {@code column} is true; false if it is NULL. */
  public boolean bool(String column) throws SQLException {
    return result.getBoolean(column);
  }

  /**
   * The instant in {@code column}.
   *
   * @throws SQLException if it is NULL
   */
  public Instant instant(String column) throws SQLException {
    return optionalInstant(column)
        .orElseThrow(() -> new SQLException("column " + column + " is NULL, not an instant"));
  }

  public Optional<Instant> optionalInstant(String column) throws SQLException {
    return switch (dialect) {
      case SQLITE -> Optional.ofNullable(result.getString(column)).map(Timestamps::instant);
      case POSTGRESQL, MARIADB ->
          Optional.ofNullable(result.getObject(column, LocalDateTime.class))
              .map(Timestamps::instant);
    };
  }

  /** The bytes in {@code column}; none if it is NULL. */
  public byte[] bytes(String column) throws SQLException {
    byte[] bytes = result.getBytes(column);
    return bytes == null ? new byte[0] : bytes;
  }
}
