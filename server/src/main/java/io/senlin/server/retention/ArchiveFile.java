package io.senlin.server.retention;

import io.senlin.server.cli.ExitCode;
import io.senlin.server.cli.Failure;
import io.senlin.store.retention.Archive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A new file of lines, one for each row. It is made with the first batch, and each batch is on the
 * disk when {@link #keep} returns. In a file whose name ends in {@code .gz} each batch is a gzip
 * member of its own: a crash leaves whole members, and at most a torn one at the end. For the same
 * reason nothing is ever appended to a file that exists: behind a torn end it could not be read.
 */
final class ArchiveFile<R> implements Archive<R>, AutoCloseable {
  private final Path file;
  private final Function<R, byte[]> line;
  private final boolean compressed;
  private @Nullable FileChannel channel;

  /**
   * @throws Failure if there is a file of that name
   */
  ArchiveFile(Path file, Function<R, byte[]> line) {
    this.file = file;
    this.line = line;
    this.compressed = file.toString().endsWith(".gz");
    if (Files.exists(file)) {
      throw new Failure(
          ExitCode.USAGE, "the archive %s exists already; name a new file".formatted(file));
    }
  }

  @Override
  public void keep(List<R> rows) {
    try {
      FileChannel open = opened();
      ByteBuffer bytes = ByteBuffer.wrap(bytes(rows));
      while (bytes.hasRemaining()) {
        open.write(bytes);
      }
      open.force(false);
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
    try (OutputStream out = compressed ? new GZIPOutputStream(bytes) : bytes) {
      for (R row : rows) {
        out.write(line.apply(row));
        out.write('\n');
      }
    }
    return bytes.toByteArray();
  }

  private FileChannel opened() throws IOException {
    FileChannel open = channel;
    if (open == null) {
      open = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      channel = open;
      syncDirectory();
    }
    return open;
  }

  /** Without it the file itself could be gone after a power failure. */
  private void syncDirectory() throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      try (FileChannel folder = FileChannel.open(directory, StandardOpenOption.READ)) {
        folder.force(true);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
