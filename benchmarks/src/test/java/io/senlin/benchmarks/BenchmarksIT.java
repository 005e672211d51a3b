package io.senlin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every benchmark runs; what its figures are is not asked here. */
class BenchmarksIT {
  @TempDir private Path folder;

  @Test
  void everyBenchmarkGivesFiguresAndLeavesNothingBehind() throws Exception {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    List<Line> lines = Benchmarks.run(Scale.TINY, folder, List.of(), nowhere);
    assertThat(lines)
        .hasSizeGreaterThan(4)
        .allSatisfy(
            line -> assertThat(line.toString()).doesNotContain("NaN").doesNotContain("Infinity"));
    assertThat(folder).isEmptyDirectory();
  }
}
