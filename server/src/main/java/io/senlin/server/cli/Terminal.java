package io.senlin.server.cli;

import java.io.Console;
import java.util.Optional;

/** Whether a person is watching. */
public final class Terminal {
  private Terminal() {}

  /** Whether both input and output are a terminal. */
  public static boolean present() {
    return console().isPresent();
  }

  /** Whether to write in colour: on a terminal, unless NO_COLOR is set. */
  public static boolean coloured() {
    return present() && System.getenv("NO_COLOR") == null;
  }

  /** The answer to a question; empty if nobody is there to ask, or the input ended. */
  static Optional<String> ask(String question) {
    return console().map(console -> console.readLine("%s ", question));
  }

  @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again without a terminal
  private static Optional<Console> console() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }
}
