package io.senlin.engine.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the output of processes. A file that is too large is cut: its end is kept beside it as
 * {@code NODE.out.1}, and it goes on empty. The process notices nothing, as it appends to a file it
 * holds open; so this works for processes that a former engine has started, too. What a process
 * writes in the instant between the two steps is lost.
 */
public final class ProcessOutputs {
  static final String SUFFIX = ".out";

  private static final Logger LOG = LoggerFactory.getLogger(ProcessOutputs.class);
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final Path directory;
  private final long maxBytes;
  private boolean failing;

  public ProcessOutputs(HostProcessSettings settings) {
    this.directory = settings.directory();
    this.maxBytes = settings.maxOutputBytes();
  }

  /** The file of a node. */
  static Path of(Path directory, String nodeId) {
    return directory.resolve(nodeId + SUFFIX);
  }

  /** Where what was cut off is kept. */
  static Path cutOff(Path file) {
    return file.resolveSibling(file.getFileName() + ".1");
  }

  /** Bounds the files again and again, until it is interrupted. */
  public void watch() throws InterruptedException {
    while (true) {
      try {
        bound();
        failing = false;
      } catch (IOException failure) {
        if (!failing) {
          LOG.warn("the output of processes in {} cannot be bounded: {}", directory, failure);
        }
        failing = true;
      }
      Thread.sleep(LOOK);
    }
  }

  /**
   * Cuts the files that are too large.
   *
   * @throws IOException if that fails for one of them; the others are cut all the same
   */
  public void bound() throws IOException {
    if (Files.notExists(directory)) {
      return;
    }
    Optional<IOException> failure = Optional.empty();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        try {
          if (Files.size(file) > maxBytes) {
            cut(file);
          }
        } catch (NoSuchFileException gone) {
          LOG.debug("{} was deleted with its node", file);
        } catch (IOException stubborn) {
          failure = Optional.of(stubborn);
        }
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private void cut(Path file) throws IOException {
    try (FileChannel output =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileChannel kept =
            FileChannel.open(
                cutOff(file),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
      long size = output.size();
      long position = size - maxBytes;
      long moved = 1;
      while (position < size && moved > 0) { // nothing is moved once the process cuts the file too
        moved = output.transferTo(position, size - position, kept);
        position += moved;
      }
      output.truncate(0);
    }
  }
}
