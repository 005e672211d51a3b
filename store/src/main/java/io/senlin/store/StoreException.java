package io.senlin.store;

import org.jspecify.annotations.Nullable;

/** The database did not do what it was asked; nothing of the work was written. */
public abstract sealed class StoreException extends RuntimeException
    permits StoreUnavailable, StoreFailure, StoreFenced {
  StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
