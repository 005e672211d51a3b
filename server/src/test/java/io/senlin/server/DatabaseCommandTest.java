package io.senlin.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.server.cli.ExitCode;
import io.senlin.store.Store;
import io.senlin.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseCommandTest {
  @TempDir private Path directory;

  private Path file;
  private Path conf;

  @BeforeEach
  void configure() throws IOException {
    file = directory.resolve("own.db");
    conf = configuration("connection = sqlite:///" + file);
  }

  private Path configuration(String database) throws IOException {
    return Files.writeString(
        directory.resolve("senlin.conf"),
        "[DEFAULT]\nstate_dir = %s\n[database]\n%s\n".formatted(directory, database));
  }

  private Run db(String verb) {
    return Run.of("db", verb, "--config-file", conf.toString());
  }

  @Test
  void makesTheTablesOnce() {
    assertThat(db("version").out()).isEqualTo("0\n");
    assertThat(file).doesNotExist();

    assertThat(db("sync").out()).startsWith("the tables were brought from version 0 to ");
    assertThat(db("sync").out()).endsWith(" already\n");
    assertThat(db("check").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(db("version").out()).isNotEqualTo("0\n");
  }

  @Test
  void saysThatTablesAreMissing() {
    Run check = db("check");

    assertThat(check.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(check.err()).contains("of version 0").contains("senlin db sync");
  }

  @Test
  void looksAtAFileBesideTheEngineThatHasIt() {
    try (Store held = Store.open(StoreSettings.sqlite(file))) {
      for (String verb : new String[] {"sync", "version", "check"}) {
        assertThat(db(verb)).as(verb).returns(ExitCode.DONE, Run::exitCode).returns("", Run::err);
      }
      assertThat(held.dialect()).isNotNull();
    }
  }

  @Test
  void leavesAFileToTheEngineThatMakesItsTables() {
    try (Store held = Store.open(StoreSettings.sqlite(file))) {
      held.write(
          session -> session.update("DELETE FROM flyway_schema_history WHERE version = '6'"));
      Run run = db("sync");
      assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(run.err()).contains(file + " is in use by process").contains("stop that one");
      assertThat(run.err().lines()).hasSize(1);
    }
  }

  @Test
  void hasAnExitCodeOfItsOwnForAServerThatDoesNotAnswer() throws IOException {
    conf = configuration("connection = postgresql://u:secret@127.0.0.1:1/senlin\nmax_retries = 0");

    Run run = db("check");

    assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(run.err()).contains("127.0.0.1:1/senlin").doesNotContain("secret");
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void namesTheLineOfAUrlThatIsNone() throws IOException {
    conf = configuration("connection = postgresql://u:p@secret@127.0.0.1:1/senlin");

    Run run = db("check");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("senlin.conf:4").contains("%40").doesNotContain("secret");
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void namesTheLineOfAWrongOption() throws IOException {
    conf = configuration("conection = sqlite:////tmp/x.db");

    Run run = db("sync");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("senlin.conf:4").contains("connection");
  }
}
