package io.senlin.server.assembly;

import io.senlin.server.cli.ExitCode;
import io.senlin.store.SchemaState;
import io.senlin.store.Store;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code senlin db …} */
@Command(name = "db", description = "The database that senlin.conf names: its tables.")
public final class DatabaseCommand {
  @Spec
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private CommandSpec command = CommandSpec.create();

  @Command(
      description = {
        "Brings the tables up to date: makes those of an empty database, and adds what is missing"
            + " to those of a Senlin or of an older version. An engine does the same when it"
            + " starts."
      })
  int sync(@Mixin ConfiguredDatabase database) {
    SchemaState before = database.settled(Store::examine);
    if (before.current()) {
      return say("the tables are those of version %d already".formatted(before.newest()));
    }
    database.with(store -> store.dialect());
    return say(
        "the tables were brought from version %d to %d"
            .formatted(before.version(), before.newest()));
  }

  @Command(description = "Prints the version of the tables; 0 if there are none.")
  int version(@Mixin ConfiguredDatabase database) {
    return say(Integer.toString(database.settled(Store::examine).version()));
  }

  @Command(
      description = {
        "Reports whether the tables are up to date and complete, and changes nothing."
            + " Exit code 0 if so, 1 if not."
      })
  int check(@Mixin ConfiguredDatabase database) {
    SchemaState state = database.settled(Store::examine);
    state.problems().forEach(command.commandLine().getErr()::println);
    command.commandLine().getErr().flush();
    return state.problems().isEmpty()
        ? say("ok: the tables are those of version %d".formatted(state.version()))
        : ExitCode.FAILED;
  }

  private int say(String sentence) {
    PrintWriter out = command.commandLine().getOut();
    out.println(sentence);
    out.flush();
    return ExitCode.DONE;
  }
}
