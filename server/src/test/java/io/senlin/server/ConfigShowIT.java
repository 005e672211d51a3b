package io.senlin.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.server.assembly.ConfigFiles;
import io.senlin.server.assembly.RunningEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code config show} tells where each value comes from, what was switched by command included. */
final class ConfigShowIT {
  @TempDir private Path directory;
  private Path conf;

  @BeforeEach
  void configure() throws IOException {
    conf =
        Files.writeString(
            directory.resolve("senlin.conf"),
            """
            [DEFAULT]
            state_dir = %1$s/state
            event_dispatchers = database
            [dispatcher:jsonfile]
            path = %1$s/events.jsonl
            [dispatcher:message]
            transport_url = rabbit://senlin:hidden-password@127.0.0.1:1/
            [senlin_api]
            bind_port = 0
            """
                .formatted(directory));
  }

  @Test
  void showsWhatWasSwitchedByCommandWhileAnEngineRunsAndAfterIt() {
    assertThat(show().out()).contains("event_dispatchers = database  # " + conf + ":3\n");
    String switched =
        "event_dispatchers = jsonfile  # "
            + conf
            + ":3, changed by 'senlin dispatcher disable database',"
            + " 'senlin dispatcher enable jsonfile'\n";
    try (RunningEngine engine = RunningEngine.start(ConfigFiles.of(conf), List.of(), false)) {
      String url = engine.url().toString();
      for (String command : List.of("disable database", "enable jsonfile", "pause jsonfile")) {
        Run run = Run.of(("dispatcher " + command + " --url " + url).split(" "));
        assertThat(run.exitCode()).as(run.err()).isZero();
      }
      assertThat(show("--url", url).out())
          .contains(switched)
          .contains("# held by 'senlin dispatcher pause jsonfile'");
      Run unasked = show();
      assertThat(unasked.exitCode()).isZero();
      assertThat(unasked.err()).contains("not shown").contains("is in use").contains("no engine");
      assertThat(unasked.out()).contains("event_dispatchers = database  # " + conf + ":3\n");
    }
    assertThat(show().out()).contains(switched).doesNotContain("hidden-password");
  }

  private Run show(String... more) {
    List<String> command = new ArrayList<>(List.of("config", "show"));
    command.addAll(List.of("--config-file", conf.toString()));
    command.addAll(List.of(more));
    return Run.of(command.toArray(String[]::new));
  }
}
