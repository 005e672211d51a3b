package io.senlin.spi;

/** What a dispatcher throws to say what shall happen with events that it did not deliver. */
public abstract sealed class DispatchException extends Exception
    permits RetryAfter, Undeliverable, DispatcherGone, PartlyDelivered {
  DispatchException(String message) {
    super(message);
  }

  DispatchException(String message, Throwable cause) {
    super(message, cause);
  }
}
