package io.senlin.server.retention;

import io.senlin.server.cli.ExitCode;
import io.senlin.server.cli.Failure;
import io.senlin.store.retention.Archive;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A new file of lines, one for each row, for its owner only. It is made with the first batch, and
 * each batch is on the disk when {@link #keep} returns. In a file whose name ends in {@code .gz}
 * each batch is a gzip member of its own: a crash leaves whole members, and at most a torn one at
 * the end. For the same reason nothing is ever appended to a file that exists: behind a torn end it
 * could not be read.
 */
final class ArchiveFile<R> implements Archive<R>, AutoCloseable {
  /** As the database is. */
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path file;
  private final Function<R, byte[]> line;
  private final boolean compressed;
  private @Nullable FileOutputStream out;

  /**
   * @throws Failure if there is a file of that name, or no folder for it
   */
  ArchiveFile(Path file, Function<R, byte[]> line) {
    this.file = file;
    this.line = line;
    this.compressed = file.toString().endsWith(".gz");
    if (Files.exists(file)) {
      throw new Failure(
          ExitCode.USAGE, "the archive %s exists already; name a new file".formatted(file));
    }
    if (!Files.isDirectory(directory()) || !Files.isWritable(directory())) {
      throw new Failure(
          ExitCode.USAGE,
          "the archive %s cannot be written: %s is no folder that can be written to"
              .formatted(file, directory()));
    }
  }

  @Override
  public void keep(List<R> rows) {
    try {
      FileOutputStream open = opened();
      open.write(bytes(rows));
      open.getFD().sync();
    } catch (IOException failure) {
      throw new Failure(
          ExitCode.FAILED,
          "the archive %s cannot be written (%s); what is not in it is not deleted"
              .formatted(file, failure),
          failure);
    }
  }

  private byte[] bytes(List<R> rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream lines = compressed ? new GZIPOutputStream(bytes) : bytes) {
      for (R row : rows) {
        lines.write(line.apply(row));
        lines.write('\n');
      }
    }
    return bytes.toByteArray();
  }

  /** A stream, as an interrupt would close a channel, and spoil the batch being kept. */
  private FileOutputStream opened() throws IOException {
    FileOutputStream open = out;
    if (open == null) {
      open = new FileOutputStream(Files.createFile(file, OWNER_ONLY).toFile());
      out = open;
      syncDirectory();
    }
    return open;
  }

  /** Without it the file itself could be gone after a power failure. */
  private void syncDirectory() throws IOException {
    boolean interrupted = false;
    boolean synced = false;
    while (!synced) {
      try (FileChannel folder = FileChannel.open(directory(), StandardOpenOption.READ)) {
        folder.force(true);
        synced = true;
      } catch (ClosedByInterruptException closed) {
        interrupted = Thread.interrupted(); // and again, now that it cannot be closed
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Path directory() {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
