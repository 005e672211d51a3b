package io.senlin.spi;

/** The dispatcher can do no more until somebody mends it: it is switched off, and says so. */
public final class DispatcherGone extends DispatchException {
  public DispatcherGone(String reason) {
    super(reason);
  }

  public DispatcherGone(String reason, Throwable cause) {
    super(reason, cause);
  }
}
