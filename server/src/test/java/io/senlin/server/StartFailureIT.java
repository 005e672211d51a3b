package io.senlin.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.server.assembly.ConfigFiles;
import io.senlin.server.assembly.RunningEngine;
import io.senlin.server.cli.ExitCode;
import io.senlin.testkit.PluginJar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine that cannot start says why in one sentence, and leaves nothing half done. */
@Timeout(120) // an engine that starts after all would run for ever
final class StartFailureIT {
  @TempDir private Path directory;

  private Path state;

  @BeforeEach
  void name() {
    state = directory.resolve("state");
  }

  private Run start(Path stateDirectory, String configuration) throws IOException {
    Path conf = Files.writeString(directory.resolve("senlin.conf"), configuration);
    return Run.of(
        "engine", "--config-file", conf.toString(), "--state-dir", stateDirectory.toString());
  }

  @Test
  void aPortInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Run run = start(state, "[senlin_api]\nbind_port = " + taken.getLocalPort() + "\n");

      assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(run.err()).contains("127.0.0.1:" + taken.getLocalPort()).contains("bind_port");
      assertThat(run.err().lines()).hasSize(1);
      assertThat(state.resolve("senlin.db")).doesNotExist();
    }
  }

  @Test
  void aPluginThatCannotBeUsedIfThatIsFatal() throws IOException {
    Path jar = directory.resolve("plugins/taken.jar");
    Files.createDirectory(jar.getParent());
    PluginJar.of("database", "Taken", "").write(jar);

    Run run =
        start(
            state,
            "[DEFAULT]\nplugin_path = %s\nplugin_errors = fatal\n".formatted(jar.getParent()));

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("plugin_errors = fatal", jar.toString(), "@DispatcherName");
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void aStateDirectoryThatCannotBeWrittenTo() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "not a directory");

    Run run = start(file.resolve("state"), "[senlin_api]\nbind_port = 0\n");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("state directory").contains("--state-dir");
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void aStateDirectoryInWhichAnEngineRuns() throws IOException {
    Path conf =
        Files.writeString(
            directory.resolve("first.conf"),
            "[DEFAULT]\nstate_dir = %s\n[senlin_api]\nbind_port = 0\n".formatted(state));
    try (RunningEngine first = RunningEngine.start(ConfigFiles.of(conf), List.of(), false)) {
      Run run = start(state, "[senlin_api]\nbind_port = 0\n");

      assertThat(first.url().getPort()).isPositive();
      assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(run.err()).contains("another engine runs in the state directory " + state);
    }
  }

  @Test
  void aDatabaseThatIsNone() throws IOException {
    Files.createDirectories(state);
    Path database =
        Files.writeString(state.resolve("senlin.db"), "certainly no database ".repeat(99));

    Run run = start(state, "[senlin_api]\nbind_port = 0\n");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains(database.toString());
    assertThat(run.err().lines()).hasSize(1);
    assertThat(database).hasContent("certainly no database ".repeat(99));
  }

  @Test
  void aMistakeInTheConfiguration() throws IOException {
    Run run = start(state, "[DEFAULT]\nevnt_dispatchers = database\n");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("senlin.conf:2").contains("event_dispatchers");
    assertThat(state.resolve("senlin.db")).doesNotExist();
  }

  @Test
  void anOptionOfADispatcherThatItDoesNotHave() throws IOException {
    Run run =
        start(
            state,
            "[DEFAULT]\nevent_dispatchers = jsonfile\n[dispatcher:jsonfile]\npaht = /tmp/x\n");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("senlin.conf:4").contains("paht");
  }

  @Test
  void anApiForEverybodyThatNobodyAskedFor() throws IOException {
    Run run = start(state, "[senlin_api]\nbind_host = 0.0.0.0\n");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--insecure");
  }
}
