package io.senlin.store;

import org.jspecify.annotations.Nullable;

/** The database cannot work now (the disk is full, the server is away): try again later. */
public final class StoreUnavailable extends StoreException {
  /**
   * @param message what is wrong and what to do, a sentence
   */
  public StoreUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
