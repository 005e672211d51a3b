package io.senlin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DemoIT {
  @Test
  void theDemonstrationProvesWhatItSaysAndLeavesNoProcess() {
    Run run = Run.of("demo");

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines.getLast()).startsWith("proven: ");
    assertThat(lines).anyMatch(line -> line.contains("error  NODE_CREATE"));
    assertThat(ProcessHandle.current().descendants()).isEmpty();
  }
}
