package io.senlin.acceptance;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small disk of its own, mounted while it is open. Needs root, as every mount does. */
final class Mount implements AutoCloseable {
  private final Path folder;

  private Mount(Path folder) {
    this.folder = folder;
  }

  /** Mounts an empty disk of {@code size} on {@code folder}. */
  static Mount tmpfs(Path folder, String size) throws IOException {
    run("mount", "-t", "tmpfs", "-o", "size=" + size, "senlin-test", folder.toString());
    return new Mount(folder);
  }

  /** From now on nothing can be written to it. */
  void makeReadOnly() throws IOException {
    run("mount", "-o", "remount,ro", folder.toString());
  }

  /** Writes {@code filler} until the disk is full. */
  void fill(Path filler) throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (folder.toFile().getUsableSpace() > 0) {
        out.write(block);
      }
    } catch (IOException full) {
      // that is what was wanted
    }
  }

  @Override
  public void close() throws IOException {
    run("umount", "-l", folder.toString());
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new AssertionError(
          String.join(" ", List.of(command)) + " failed; this test needs root: " + said);
    }
  }
}
