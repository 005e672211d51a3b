package io.senlin.server.assembly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What files and directories look like from outside; equal as long as nobody changed them. */
record Fingerprint(Map<Path, String> marks) {

  /** Of files, and of everything below directories, through links. What is absent is part of it. */
  static Fingerprint of(List<Path> paths) {
    Map<Path, String> marks = new TreeMap<>();
    for (Path path : paths) {
      try (Stream<Path> below = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
        below.forEach(each -> marks.put(each, mark(each)));
      } catch (IOException | UncheckedIOException gone) {
        marks.put(path, "absent");
      }
    }
    return new Fingerprint(Map.copyOf(marks));
  }

  private static String mark(Path path) {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return "%s %d %s".formatted(now.lastModifiedTime(), now.size(), now.fileKey());
    } catch (IOException gone) {
      return "absent";
    }
  }
}
