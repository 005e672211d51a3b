package io.senlin.spi;

/**
 * This event can never be delivered, however often it is tried: it is kept among the dead letters
 * with the reason, and the next event follows.
 *
 * <p>Thrown for a batch of several, it concerns one of them: each is then offered alone.
 */
public final class Undeliverable extends DispatchException {
  public Undeliverable(String reason) {
    super(reason);
  }

  public Undeliverable(String reason, Throwable cause) {
    super(reason, cause);
  }
}
