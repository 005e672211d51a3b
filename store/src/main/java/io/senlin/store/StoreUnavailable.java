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
  private enum Kind {
    AWAY,
    CONFLICT,
    LOCKED,
    OUTCOME_UNKNOWN
  }

  private final Kind kind;

  /**
   * @param message what is wrong and what to do, a sentence
   */
  public StoreUnavailable(String message, @Nullable Throwable cause) {
    this(message, cause, Kind.AWAY);
  }

  private StoreUnavailable(String message, @Nullable Throwable cause, Kind kind) {
    super(message, cause);
    this.kind = kind;
  }

  /** A conflict with other programs that may not occur when the same is tried at once. */
  static StoreUnavailable passing(String message, Throwable cause) {
    return new StoreUnavailable(message, cause, Kind.CONFLICT);
  }

  /** Others held a lock for as long as one waits for it, and may go on holding it. */
  static StoreUnavailable locked(String message, Throwable cause) {
    return new StoreUnavailable(message, cause, Kind.LOCKED);
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
        Kind.OUTCOME_UNKNOWN);
  }

  boolean passing() {
    return kind == Kind.CONFLICT;
  }

  boolean locked() {
    return kind == Kind.LOCKED;
  }

  /** Whether the work may have been committed all the same. */
  public boolean outcomeUnknown() {
    return kind == Kind.OUTCOME_UNKNOWN;
  }
}
