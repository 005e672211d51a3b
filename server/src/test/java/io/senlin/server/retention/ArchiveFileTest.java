package io.senlin.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.senlin.server.cli.ExitCode;
import io.senlin.server.cli.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchiveFileTest {
  @TempDir private Path directory;

  private static ArchiveFile<String> archive(Path file) {
    return new ArchiveFile<>(file, row -> row.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void isForItsOwnerOnly() throws IOException {
    Path file = directory.resolve("old.jsonl");
    try (ArchiveFile<String> archive = archive(file)) {
      archive.keep(List.of("one", "two"));
    }
    assertThat(file).content().isEqualTo("one\ntwo\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void isRefusedBeforeAnythingIsKeptIfItHasNoFolder() {
    assertThatThrownBy(() -> archive(directory.resolve("none/old.jsonl.gz")).close())
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining(directory.resolve("none") + " is no folder");
  }
}
