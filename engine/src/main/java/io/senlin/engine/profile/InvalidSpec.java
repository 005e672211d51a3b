package io.senlin.engine.profile;

/** A spec from which no node can ever be made. The message says what is wrong. */
public final class InvalidSpec extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidSpec(String message) {
    super(message);
  }
}
