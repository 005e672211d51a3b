package io.senlin.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to use an SQLite file: a lock on the file {@code NAME.lock} beside it, which holds the
 * process id of its owner. The operating system lets go of it when the process ends, however that
 * happens.
 *
 * <p>The database itself is opened here only before SQLite does: a process that closes a file loses
 * all its locks on it, those of SQLite among them. So guests do not come here.
 */
final class SqliteFile implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SqliteFile.class);
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  /** The files that this process has claimed: it must not even look at them another time. */
  private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

  private final Path claimed;
  private final FileChannel lockChannel;

  private SqliteFile(Path claimed, FileChannel lockChannel) {
    this.claimed = claimed;
    this.lockChannel = lockChannel;
  }

  /**
   * Takes the lock, looks whether the file is one of SQLite, and makes it if there is none. A file
   * of another kind is not touched.
   */
  static SqliteFile claim(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new StoreFailure(
          "there is no directory " + directory + " for the database; create it", null);
    }
    try {
      Path real =
          Files.exists(file)
              ? file.toRealPath()
              : directory.toRealPath().resolve(file.getFileName());
      if (!CLAIMED.add(real)) {
        throw inUse(file, "process " + ProcessHandle.current().pid());
      }
      try {
        return new SqliteFile(real, locked(file));
      } catch (IOException | RuntimeException refused) {
        CLAIMED.remove(real);
        throw refused;
      }
    } catch (IOException cause) {
      throw new StoreFailure(
          directory
              + " cannot be written ("
              + cause
              + "); give it to the user the engine runs as, or choose another directory",
          cause);
    }
  }

  private static FileChannel locked(Path file) throws IOException {
    refuseOtherKinds(file);
    FileChannel channel = lock(file.resolveSibling(file.getFileName() + ".lock"), file);
    try {
      createPrivate(file);
      return channel;
    } catch (IOException cause) {
      channel.close();
      throw cause;
    }
  }

  static StoreFailure notADatabase(String name, @Nullable Throwable cause) {
    return new StoreFailure(
        name
            + " is not an SQLite database; it was left as it is. Move it away, or name another"
            + " file",
        cause);
  }

  private static void refuseOtherKinds(Path file) throws IOException {
    if (Files.notExists(file)) {
      return;
    }
    if (!Files.isRegularFile(file)) {
      throw notADatabase(file.toString(), null);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(MAGIC.length);
      if (start.length > 0 && !Arrays.equals(start, MAGIC)) {
        throw notADatabase(file.toString(), null);
      }
    }
  }

  private static FileChannel lock(Path lockFile, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    Optional<FileLock> lock = tryLock(channel);
    if (lock.isEmpty()) {
      String owner = Files.readString(lockFile).strip();
      channel.close();
      throw inUse(file, owner.isEmpty() ? "another process" : "process " + owner);
    }
    channel.truncate(0);
    String self = ProcessHandle.current().pid() + "\n";
    channel.write(ByteBuffer.wrap(self.getBytes(StandardCharsets.US_ASCII)));
    return channel;
  }

  private static StoreFailure inUse(Path file, String owner) {
    return new StoreFailure(
        file
            + " is in use by "
            + owner
            + "; only one engine can use an SQLite file: stop that one, or name another file",
        null);
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException held) { // by this very process
      return Optional.empty();
    }
  }

  /** The file may hold secrets of profiles: nobody else needs to read it. SQLite keeps the mode. */
  private static void createPrivate(Path file) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    try {
      if (posix) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
    } catch (FileAlreadyExistsException known) {
      if (!Files.isWritable(file)) {
        throw new IOException(file + " is not writable", known);
      }
    }
  }

  @Override
  public void close() {
    try {
      lockChannel.close(); // with it goes the lock; the file stays, as removing it would be a race
    } catch (IOException cause) {
      log.debug("closing the lock file failed", cause);
    }
    CLAIMED.remove(claimed);
  }
}
