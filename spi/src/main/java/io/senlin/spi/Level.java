package io.senlin.spi;

/** How critical an event is, with the integers of Python's {@code logging} module. */
public enum Level {
  DEBUG(10),
  INFO(20),
  WARNING(30),
  ERROR(40),
  CRITICAL(50);

  private final int value;

  Level(int value) {
    this.value = value;
  }

  /** The integer Senlin stores and sends: 10, 20, 30, 40 or 50. */
  public int value() {
    return value;
  }

  /** Whether this level is {@code other} or more critical. */
  public boolean atLeast(Level other) {
    return value >= other.value;
  }

  /**
   * The level of an integer.
   *
   * @throws IllegalArgumentException if {@code value} is none of 10, 20, 30, 40 and 50
   */
  public static Level of(int value) {
    for (Level level : values()) {
      if (level.value == value) {
        return level;
      }
    }
    throw new IllegalArgumentException(
        "no level has the value " + value + "; the levels are 10, 20, 30, 40 and 50");
  }
}
