package io.senlin.server;

import io.senlin.server.assembly.ConfigCommand;
import io.senlin.server.assembly.DatabaseCommand;
import io.senlin.server.assembly.EngineCommand;
import io.senlin.server.cli.ActionCommand;
import io.senlin.server.cli.ClusterCommand;
import io.senlin.server.cli.DispatcherCommand;
import io.senlin.server.cli.EventCommand;
import io.senlin.server.cli.ExitCode;
import io.senlin.server.cli.Failure;
import io.senlin.server.cli.NodeCommand;
import io.senlin.server.cli.ProfileCommand;
import io.senlin.server.cli.RetentionCommand;
import io.senlin.server.cli.ServiceCommand;
import io.senlin.server.demo.DemoCommand;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code senlin}. */
@Command(
    name = "senlin",
    version = "senlin 0.1.0",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    description = "A clustering engine whose event dispatchers lose nothing and wait for nobody.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed or refused, 2 wrong command line or configuration,",
      "3 not found, 4 no engine answers."
    })
public final class Main {
  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          EngineCommand.class,
          ConfigCommand.class,
          DatabaseCommand.class,
          ProfileCommand.class,
          ClusterCommand.class,
          NodeCommand.class,
          ActionCommand.class,
          EventCommand.class,
          DispatcherCommand.class,
          ServiceCommand.class,
          RetentionCommand.class);

  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLine(arguments).execute(arguments));
  }

  /**
   * The command line for some arguments; errors are one sentence on its error stream. If they begin
   * with the name of a command it has no other one: to look at all of them takes as long as what
   * most commands do.
   */
  static CommandLine commandLine(String... arguments) {
    CommandLine line = new CommandLine(new Main());
    String first = arguments.length == 0 ? "" : arguments[0];
    List<Class<?>> named = COMMANDS.stream().filter(type -> name(type).equals(first)).toList();
    (named.isEmpty() ? COMMANDS : named).forEach(line::addSubcommand);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Main::wrongUsage)
        .setExecutionExceptionHandler(Main::failed);
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  private static int wrongUsage(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    List<String> unknown = command.getUnmatchedArguments();
    if (!unknown.isEmpty() && !(wrong instanceof UnmatchedArgumentException)) {
      // what follows an unknown option was taken for something else, and is not to blame
      return wrongUsage(new UnmatchedArgumentException(command, unknown), arguments);
    }
    List<String> nearest =
        wrong instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    String hint = nearest.isEmpty() ? "" : ", did you mean '%s'?".formatted(nearest.getFirst());
    say(
        command,
        "%s%s; see '%s --help'"
            .formatted(wrong.getMessage(), hint, command.getCommandSpec().qualifiedName()));
    return ExitCode.USAGE;
  }

  /** The one place that every failure of a command comes to. */
  private static int failed(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
    if (failure instanceof Failure said) {
      say(command, said.sentence());
      return said.exitCode();
    }
    say(command, "this is a bug, please report it: " + failure);
    failure.printStackTrace(command.getErr());
    return ExitCode.FAILED;
  }

  private static void say(CommandLine command, String sentence) {
    PrintWriter err = command.getErr();
    err.println("senlin: " + sentence);
    err.flush();
  }
}
