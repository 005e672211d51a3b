package io.senlin.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.server.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CommandLineTest {
  @TempDir private Path directory;

  @Test
  void aCommandThatDoesNotExistIsAnsweredWithTheNearestOne() {
    Run run = Run.of("clustr", "list");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("'clustr'").contains("did you mean 'cluster'");
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void anOptionThatDoesNotExistIsNamedAndNotItsValue() {
    Run run = Run.of("event", "purge", "--archiv", "old.jsonl.gz", "30");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("'--archiv'", "did you mean '--archive'").doesNotContain("AGE");
  }

  @Test
  void whatIsNoUrlIsRefusedInASentence() {
    for (String url : List.of("foo", "localhost:8778", "ftp://h/")) {
      Run run = Run.of("cluster", "list", "--url", url);

      assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).contains("'" + url + "' is not where an engine listens");
      assertThat(run.err().lines()).hasSize(1);
    }
  }

  @Test
  void aCheckTellsWhatWouldKeepAnEngineFromStarting() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("senlin.conf"),
            """
            [engine]
            lease = 0
            [host_process]
            allowed = sleep
            max_output = 0
            """);
    Run run = Run.of("config", "check", "--config-file", file.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("senlin.conf:2", "must be 1s or more")
        .contains("senlin.conf:4", "must be absolute paths")
        .contains("senlin.conf:5", "must be 1 or more");
  }

  @Test
  void aCheckNotesWhatMayNotWorkHere() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("senlin.conf"),
            """
            [DEFAULT]
            plugin_path = /nonexistent
            [senlin_api]
            bind_host = 0.0.0.0
            [dispatcher:jsonfil]
            path = /tmp/x
            """);
    Run run = Run.of("config", "check", "--config-file", file.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("note: plugin_path /nonexistent is not there")
        .contains("--insecure")
        .contains("senlin.conf:5: nothing that is installed reads [dispatcher:jsonfil]");
  }

  @Test
  void everyCommandHasAHelpThatDescribesItAndItsOptions() {
    everyCommand(Main.commandLine());
  }

  private static void everyCommand(CommandLine command) {
    String name = command.getCommandSpec().qualifiedName();
    assertThat(command.getUsageMessage()).as(name).contains("Usage: " + name, "--help");
    assertThat(command.getCommandSpec().usageMessage().description()).as(name).isNotEmpty();
    command
        .getCommandSpec()
        .options()
        .forEach(option -> assertThat(option.description()).as(name + " " + option).isNotEmpty());
    command.getSubcommands().values().forEach(CommandLineTest::everyCommand);
  }

  @Test
  void withoutAnEngineEveryQuestionEndsWithItsOwnExitCode() {
    Run run = Run.of("cluster", "list", "--url", "http://127.0.0.1:1");

    assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(run.err()).startsWith("senlin: no engine answers at http://127.0.0.1:1");
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void aSampleOfTheConfigurationPassesItsCheck() throws IOException {
    Run sample = Run.of("config", "sample");
    Path file = Files.writeString(directory.resolve("senlin.conf"), sample.out());

    assertThat(sample.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(sample.out())
        .contains("#event_dispatchers = database", "\n[dispatcher:database]\n\n#");
    assertThat(Run.of("config", "check", "--config-file", file.toString()).exitCode())
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void aCheckOfTheConfigurationNamesFileAndLineOfEveryMistake() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("senlin.conf"),
            """
            [DEFAULT]
            evnt_dispatchers = database

            [senlin_api]
            bind_port = high
            """);

    Run run = Run.of("config", "check", "--config-file", file.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err().lines())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).startsWith(file + ":2:").contains("event_dispatchers"))
        .anySatisfy(line -> assertThat(line).startsWith(file + ":5:").contains("bind_port"));
  }

  @Test
  void aCheckOfTheConfigurationKnowsDispatchersAndTheirFiltersAsAnEngineDoes() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("senlin.conf"),
            """
            [DEFAULT]
            event_dispatchers = datbase
            [dispatcher:database]
            filter = type LIKE
            """);

    Run run = Run.of("config", "check", "--config-file", file.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err().lines())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).startsWith(file + ":2:").contains("'datbase'"))
        .anySatisfy(line -> assertThat(line).startsWith(file + ":4:").contains("filter"));
  }

  @Test
  void aCheckOfTheConfigurationLooksAtTheDatabaseWithoutShowingItsPassword() throws IOException {
    for (String connection :
        List.of(
            "foo://u:hidden@db/senlin",
            "postgresql://u:hidden@db:abc/senlin",
            "mysql+pymysql://u:pass@hidden@db/senlin")) {
      Path file =
          Files.writeString(
              directory.resolve("senlin.conf"),
              "[DEFAULT]\nevent_dispatchers = datbase\n[database]\nconnection = "
                  + connection
                  + "\n");

      Run run = Run.of("config", "check", "--config-file", file.toString());

      assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(run.out() + run.err()).doesNotContain("hidden");
      assertThat(run.err().lines())
          .hasSize(2)
          .anySatisfy(line -> assertThat(line).startsWith(file + ":2:").contains("'datbase'"))
          .anySatisfy(line -> assertThat(line).startsWith(file + ":4: [database] connection "));
    }
  }

  @Test
  void aConfigurationFileThatIsNotThereIsReported() {
    Run run = Run.of("config", "check", "--config-file", directory.resolve("none").toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("none");
  }
}
