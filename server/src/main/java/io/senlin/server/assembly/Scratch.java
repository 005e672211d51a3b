package io.senlin.server.assembly;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A temporary directory, deleted with everything in it when closed. */
public record Scratch(Path directory) implements AutoCloseable {

  /** Makes an empty one. */
  public static Scratch make() throws IOException {
    return new Scratch(Files.createTempDirectory("senlin-"));
  }

  @Override
  public void close() throws IOException {
    Files.walkFileTree(directory, new Sweep());
  }

  /** Deletes everything; a file that vanishes meanwhile is what is wanted. */
  private static final class Sweep extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
