package io.senlin.delivery.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The jars of one plugin, as they were when they were looked at.
 *
 * @param path the folder, or the single jar
 */
record PluginFiles(Path path, List<Jar> jars) {
  private static final int DEPTH = 2; // the folder itself, and one such as lib/ in it

  /** One jar, and what tells whether it was replaced or written to. */
  record Jar(Path path, long bytes, FileTime modified, String inode) {
    static Jar of(Path path) {
      try {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new Jar(
            path,
            attributes.size(),
            attributes.lastModifiedTime(),
            Objects.toString(attributes.fileKey()));
      } catch (IOException gone) {
        throw new UncheckedIOException(gone);
      }
    }
  }

  PluginFiles {
    jars = List.copyOf(jars);
  }

  /** All plugins in a folder, by name; none if the folder does not exist. */
  static List<Path> in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> plugins = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        boolean hidden = String.valueOf(entry.getFileName()).startsWith(".");
        if (!hidden && (isJar(entry) || Files.isDirectory(entry))) {
          plugins.add(entry);
        }
      }
    }
    plugins.sort(Comparator.naturalOrder());
    return plugins;
  }

  /** The jars of one plugin. */
  static PluginFiles of(Path plugin) throws IOException {
    try (Stream<Path> walk = Files.walk(plugin, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
      return new PluginFiles(
          plugin, walk.filter(PluginFiles::isJar).sorted().map(Jar::of).toList());
    } catch (UncheckedIOException gone) {
      throw gone.getCause();
    }
  }

  private static boolean isJar(Path path) {
    return path.toString().endsWith(".jar") && Files.isRegularFile(path);
  }
}
