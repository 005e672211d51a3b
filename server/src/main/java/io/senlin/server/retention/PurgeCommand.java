package io.senlin.server.retention;

import io.senlin.server.assembly.ConfiguredDatabase;
import io.senlin.server.cli.ExitCode;
import io.senlin.server.cli.Failure;
import io.senlin.server.cli.Terminal;
import io.senlin.store.StoreException;
import io.senlin.store.retention.AgeingTable;
import io.senlin.store.retention.Archive;
import io.senlin.store.retention.Expired;
import io.senlin.store.retention.Purge;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code senlin event purge} and {@code senlin action purge} have in common. */
abstract class PurgeCommand<R> implements Callable<Integer> {
  @Spec
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private CommandSpec command = CommandSpec.create();

  @Mixin private final ConfiguredDatabase database = new ConfiguredDatabase();

  @Option(
      names = {"-p", "--project"},
      paramLabel = "ID",
      split = ";",
      description =
          "Only those of this project; repeatable, or several with ';' between them. All projects"
              + " if not given.")
  private List<String> projects = new ArrayList<>();

  @Option(
      names = {"-g", "--granularity"},
      paramLabel = "UNIT",
      description = "What AGE is counted in: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Granularity granularity = Granularity.DAYS;

  @Option(names = "--dry-run", description = "Only say how many would be deleted.")
  private boolean dryRun;

  @Option(
      names = "--archive",
      paramLabel = "FILE",
      description =
          "Keep what is deleted in this new file, one JSON object a line as the API shows it;"
              + " compressed if its name ends in .gz.")
  private @Nullable Path archive;

  @Parameters(paramLabel = "AGE", description = "How old they must be.")
  private int age;

  private final AgeingTable<R> table;
  private final String what;
  private final Function<R, byte[]> line;
  private long gone;

  /**
   * @param what they are called, many of them
   * @param line what is archived of one
   */
  PurgeCommand(AgeingTable<R> table, String what, Function<R, byte[]> line) {
    this.table = table;
    this.what = what;
    this.line = line;
  }

  @Override
  public Integer call() {
    if (age < 0) {
      throw new ParameterException(
          command.commandLine(), "the age is %d; give 0 or more".formatted(age));
    }
    Expired expired = new Expired(granularity.ago(age, Instant.now()), projects);
    return database.beside(store -> purge(new Purge<>(store, table), expired));
  }

  private int purge(Purge<R> purge, Expired expired) {
    if (dryRun) {
      say("%d %s would be deleted".formatted(purge.count(expired), what));
      return ExitCode.DONE;
    }
    Path file = archive;
    if (file == null) {
      return delete(purge, expired, Archive.none(), "");
    }
    try (ArchiveFile<R> kept = new ArchiveFile<>(file, line)) {
      return delete(purge, expired, kept, " and kept in " + file);
    } catch (IOException failure) {
      throw new Failure(ExitCode.FAILED, "closing the archive failed: " + failure, failure);
    }
  }

  private int delete(Purge<R> purge, Expired expired, Archive<R> kept, String where) {
    try (Interruption _ = Interruption.ofThisThread()) {
      boolean whole = deleteUntilInterrupted(purge, expired, kept);
      String end = whole ? "" : "; interrupted, the rest stays";
      say("%d %s deleted%s%s".formatted(gone, what, gone == 0 ? "" : where, end));
      return whole ? ExitCode.DONE : ExitCode.FAILED;
    } catch (StoreException | Failure failure) {
      say("%d %s deleted%s before the failure".formatted(gone, what, gone == 0 ? "" : where));
      throw failure;
    }
  }

  /** Deletes; a bar shows how far it is if a person watches. False if it was interrupted. */
  @SuppressWarnings("InterruptedExceptionSwallowed") // Ctrl-C; the result says so
  private boolean deleteUntilInterrupted(Purge<R> purge, Expired expired, Archive<R> kept) {
    Optional<ProgressBar> bar =
        Terminal.present()
            ? Optional.of(
                new ProgressBar(command.commandLine().getErr(), what, purge.count(expired)))
            : Optional.empty();
    try {
      purge.run(
          expired,
          kept,
          deleted -> {
            gone = deleted;
            bar.ifPresent(shown -> shown.at(deleted));
          });
      return true;
    } catch (InterruptedException stopped) {
      return false;
    } finally {
      bar.ifPresent(ProgressBar::clear);
    }
  }

  private void say(String sentence) {
    PrintWriter out = command.commandLine().getOut();
    out.println(sentence);
    out.flush();
  }
}
