package io.senlin.store;

import org.jspecify.annotations.Nullable;

/**
 * The database cannot work now (the disk is full, the server is away): try again later.
 *
 * <p>Nothing was written, with one exception: if the connection to a server broke during the commit
 * itself, and the store was closed before the server could be asked whether it was done, {@link
 * #outcomeUnknown} says so, and the caller must look.
 */
public final class StoreUnavailable extends StoreException {
  private final boolean passing;
  private final boolean outcomeUnknown;

  /**
   * @param message what is wrong and what to do, a sentence
   */
  public StoreUnavailable(String message, @Nullable Throwable cause) {
    this(message, cause, false, false);
  }

  private StoreUnavailable(
      String message, @Nullable Throwable cause, boolean passing, boolean outcomeUnknown) {
    super(message, cause);
    this.passing = passing;
    this.outcomeUnknown = outcomeUnknown;
  }

  /** A conflict with other programs that may not occur when the same is tried at once. */
  static StoreUnavailable passing(String message, Throwable cause) {
    return new StoreUnavailable(message, cause, true, false);
  }

  /** The same failure, as one of a database that cannot work now. */
  static StoreUnavailable because(StoreException failure) {
    return failure instanceof StoreUnavailable unavailable
        ? unavailable
        : new StoreUnavailable(String.valueOf(failure.getMessage()), failure.getCause());
  }

  /** The same, but it happened while a commit was under way on a server. */
  public StoreUnavailable duringCommit() {
    return new StoreUnavailable(
        getMessage() + "; whether the last transaction was committed is not known",
        getCause(),
        false,
        true);
  }

  boolean passing() {
    return passing;
  }

  /** Whether the work may have been committed all the same. */
  public boolean outcomeUnknown() {
    return outcomeUnknown;
  }
}
