package io.senlin.store;

import org.jspecify.annotations.Nullable;

/** The database refused, and would refuse again: a constraint, a wrong statement, a wrong file. */
public final class StoreFailure extends StoreException {
  private final boolean duplicate;

  /**
   * @param message what is wrong and what to do, a sentence
   */
  public StoreFailure(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  StoreFailure(String message, @Nullable Throwable cause, boolean duplicate) {
    super(message, cause);
    this.duplicate = duplicate;
  }

  /** Whether a row with the same key exists already. */
  public boolean duplicate() {
    return duplicate;
  }
}
