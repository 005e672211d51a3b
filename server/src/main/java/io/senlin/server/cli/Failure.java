package io.senlin.server.cli;

/** Ends a command: its message is the one sentence the operator reads. */
public final class Failure extends RuntimeException {
  private final int exitCode;
  private final String sentence;

  public Failure(int exitCode, String sentence) {
    super(sentence);
    this.sentence = sentence;
    this.exitCode = exitCode;
  }

  public Failure(int exitCode, String sentence, Throwable cause) {
    super(sentence, cause);
    this.sentence = sentence;
    this.exitCode = exitCode;
  }

  /** What the operator reads. */
  public String sentence() {
    return sentence;
  }

  /** One of {@link ExitCode}. */
  public int exitCode() {
    return exitCode;
  }
}
