package io.senlin.server.cli;

/** What the exit codes of the program mean; see docs/operating.md. */
public final class ExitCode {
  /** Done; with {@code --wait} also: the action succeeded. */
  public static final int DONE = 0;

  /** The engine refused, the action failed, or the engine could not start. */
  public static final int FAILED = 1;

  /** The command line or senlin.conf is wrong. */
  public static final int USAGE = 2;

  /** There is no such cluster, node, profile, action or event. */
  public static final int NOT_FOUND = 3;

  /** No engine answers, or it cannot reach its database. */
  public static final int UNREACHABLE = 4;

  private ExitCode() {}
}
