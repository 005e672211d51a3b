package io.senlin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What benchmarks work with: empty folders, on the disk that is measured, given out and taken back,
 * and servers. Used by one thread.
 *
 * @param folder holds the folders
 */
record Scratch(Path folder, Servers servers) {
  /** Something that needs a folder. */
  @FunctionalInterface
  interface Use {
    double with(Path folder) throws Exception;
  }

  /** Runs {@code use} in an empty folder, which is deleted afterwards. */
  double measure(Use use) throws Exception {
    Path empty = Files.createTempDirectory(folder, "run");
    try {
      return use.with(empty);
    } finally {
      delete(empty);
    }
  }

  /** Deletes a folder with all that is in it. */
  static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> tree = Files.walk(folder)) {
      deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
