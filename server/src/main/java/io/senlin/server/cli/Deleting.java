package io.senlin.server.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The options of the commands that delete: whether to ask first. */
final class Deleting {
  @Option(names = "--force", description = "Do not ask, even on a terminal.")
  private boolean force;

  /** Asks on a terminal; elsewhere, and with {@code --force}, the answer is yes. */
  boolean confirmed(String what, List<String> names) {
    if (force || !Terminal.present()) {
      return true;
    }
    return Terminal.ask("Delete the %s %s? [y/N]".formatted(what, String.join(", ", names)))
        .filter(answer -> answer.strip().toLowerCase(Locale.ROOT).startsWith("y"))
        .isPresent();
  }
}
