package io.senlin.server;

import io.senlin.config.Configuration;
import io.senlin.config.ConfigurationException;
import io.senlin.config.Problem;
import io.senlin.config.Sample;
import io.senlin.server.cli.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code senlin config …} */
@Command(name = "config", description = "senlin.conf: a sample, a check, and what is in force.")
final class ConfigCommand {
  @Spec
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private CommandSpec command = CommandSpec.create();

  @Command(description = "Prints a complete senlin.conf with every option at its default.")
  int sample() {
    out().print(Sample.of(ServerOptions.all()));
    out().flush();
    return ExitCode.DONE;
  }

  @Command(description = "Reports everything that is wrong, with file and line.")
  int check(@Mixin ConfigFiles files) {
    try {
      Configuration configuration = files.load(ServerOptions.all(), List.of());
      configuration.notices().forEach(notice -> out().println("note: " + notice));
      out().println("ok: " + files.paths());
      out().flush();
      return ExitCode.DONE;
    } catch (ConfigurationException wrong) {
      wrong.problems().stream().map(Problem::toString).forEach(err()::println);
      err().flush();
      return ExitCode.USAGE;
    }
  }

  private PrintWriter out() {
    return command.commandLine().getOut();
  }

  private PrintWriter err() {
    return command.commandLine().getErr();
  }
}
