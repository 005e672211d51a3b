package io.senlin.server;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code senlin}. */
@Command(name = "senlin", mixinStandardHelpOptions = true, version = "senlin 0.1.0")
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }
}
