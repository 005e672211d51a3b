package io.senlin.dispatchers.jsonfile;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open file whose end consists of whole lines.
 *
 * <p><b>Invariant:</b> outside {@link #append}, what this process wrote ends with a line break. A
 * write that fails half-way is cut back at once. Where that could not be done (the process died),
 * the next one that opens the file finds a torn tail and cuts it off. Only the bytes behind the
 * last line break are ever cut, and only if they look like one of our lines.
 *
 * <p><b>Others.</b> The file is opened to append, so it may be truncated under us (logrotate's
 * copytruncate): the next line goes to the new end. It may be renamed: {@link #isMoved} tells.
 * While a batch is written the file is locked, so that several engines may write to one file
 * without cutting into each other's batches.
 *
 * <p>A device or pipe, {@code /dev/stdout}, is written to as it is: without lock and repair.
 *
 * <p>Not thread-safe.
 */
final class AppendedFile implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(AppendedFile.class);
  private static final int ATTEMPTS = 100;

  /** Others may write slowly, and there is no queue: this is 30 seconds. */
  private static final int LOCK_ATTEMPTS = 3000;

  private static final long PAUSE_MILLIS = 10;

  private final Path path;
  private final FileChannel appender;

  /** To see the tail: Java opens no channel that both appends and reads. */
  private final FileChannel reader;

  private final BasicFileAttributes opened;
  private final Instant born;

  /** The size after our last write: as long as it is the same, the tail is known to be whole. */
  private long knownEnd = -1;

  private @Nullable FileLock lock;

  private AppendedFile(
      Path path,
      FileChannel appender,
      FileChannel reader,
      BasicFileAttributes opened,
      Instant born) {
    this.path = path;
    this.appender = appender;
    this.reader = reader;
    this.opened = opened;
    this.born = born;
  }

  /**
   * Opens a file, and creates it if it is not there.
   *
   * @param mode of a new file, whatever the umask is
   */
  static AppendedFile open(Path path, Set<PosixFilePermission> mode, InstantSource clock)
      throws IOException {
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        boolean created = create(path, mode);
        AppendedFile file = openExisting(path, created ? clock.instant() : Instant.MIN);
        if (!file.isMoved()) {
          return file;
        }
        file.close(); // renamed between our looking and our opening
      }
      throw new IOException("%s is renamed all the time".formatted(path));
    } catch (NoSuchFileException missing) {
      throw new IOException(
          "the folder of %s does not exist; create it, or correct option 'path'".formatted(path),
          missing);
    } catch (AccessDeniedException denied) {
      throw new IOException(
          "%s may not be written by this user; correct its owner or mode, or that of its folder"
              .formatted(path),
          denied);
    }
  }

  private static boolean create(Path path, Set<PosixFilePermission> mode) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException("%s is a directory; name a file in option 'path'".formatted(path));
    }
    try {
      Files.createFile(path, PosixFilePermissions.asFileAttribute(mode));
      Files.setPosixFilePermissions(path, mode);
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // both channels are closed with the file
  private static AppendedFile openExisting(Path path, Instant born) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    FileChannel appender =
        FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    try {
      FileChannel reader =
          attributes.isRegularFile() ? FileChannel.open(path, StandardOpenOption.READ) : appender;
      Instant from = born.equals(Instant.MIN) ? attributes.creationTime().toInstant() : born;
      return new AppendedFile(path, appender, reader, attributes, from);
    } catch (IOException failure) {
      appender.close();
      throw failure;
    }
  }

  /** Whether the path now leads to another file, or to none. */
  boolean isMoved() throws IOException {
    try {
      Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
      return !Objects.equals(key, opened.fileKey());
    } catch (NoSuchFileException _) {
      return true;
    }
  }

  boolean isOpen() {
    return appender.isOpen();
  }

  boolean isRegular() {
    return opened.isRegularFile();
  }

  /** When the file was created. */
  Instant born() {
    return born;
  }

  long size() throws IOException {
    return appender.size();
  }

  /**
   * Keeps others from writing to the file until {@link #unlock}; waits for those that do now.
   *
   * @throws IOException if other dispatchers of this process keep it for 30 seconds
   */
  void lock() throws IOException, InterruptedException {
    for (int attempt = 0; isRegular() && attempt < LOCK_ATTEMPTS; attempt++) {
      try {
        lock = appender.lock();
        return;
      } catch (FileLockInterruptionException _) {
        Thread.interrupted();
        throw new InterruptedException("interrupted while waiting for " + path);
      } catch (OverlappingFileLockException _) {
        Thread.sleep(PAUSE_MILLIS);
      }
    }
    if (isRegular()) {
      throw new IOException(
          "another dispatcher of this engine is writing to %s; give each its own file"
              .formatted(path));
    }
  }

  void unlock() throws IOException {
    if (lock != null && lock.isValid()) {
      lock.release();
    }
    lock = null;
  }

  /** Cuts off what a crash left of a line. To be called under the lock. */
  void repair() throws IOException {
    long size = appender.size();
    if (size == knownEnd || !isRegular()) {
      return;
    }
    Tail tail = Tail.of(reader, size);
    if (tail.isEmpty()) {
      knownEnd = size;
      return;
    }
    if (!tail.isOurs()) {
      throw new IOException(
          "the last line of %s is not ended and not ours; correct option 'path', or end the line"
              .formatted(path));
    }
    if (tail.isWhole()) {
      LOG.warn("{}: the last line had no line break; added it", path);
      append(ByteBuffer.wrap(new byte[] {'\n'}));
    } else {
      appender.truncate(tail.start());
      LOG.warn("{}: cut off {} bytes of a line torn by a crash", path, tail.length());
    }
    knownEnd = appender.size();
  }

  /** Appends lines, or a part of one, the rest of which follows before {@link #commit}. */
  void append(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      appender.write(bytes);
    }
  }

  /** Notes that what was appended ends with a whole line. */
  void commit() throws IOException {
    knownEnd = isRegular() ? appender.size() : -1;
  }

  /** Takes back what was appended to a file that had this size. */
  void cutBack(long size) {
    knownEnd = -1;
    if (!isRegular() || !appender.isOpen()) {
      return; // a closed file is repaired when it is opened again
    }
    try {
      appender.truncate(size);
    } catch (IOException failure) {
      LOG.warn("{}: cannot take back half a batch ({}); it is tried again", path, failure);
    }
  }

  /** Returns when everything is on the disk. */
  void force() throws IOException {
    if (isRegular()) {
      (appender.isOpen() ? appender : reader).force(false); // an interrupt may have closed one
    }
  }

  @Override
  public void close() throws IOException {
    try (appender;
        reader) {
      // both are closed, even if one cannot be
    }
  }
}
