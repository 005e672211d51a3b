package io.senlin.server.assembly;

import io.senlin.config.Change;
import io.senlin.server.cli.ExitCode;
import io.senlin.server.cli.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The directory an engine keeps its files in, held for one engine at a time. The lock goes with the
 * process, also when that is killed.
 */
final class StateDirectory implements AutoCloseable {
  private static final String LAST_ENGINE = "engine.id";

  private final Path path;
  private final FileChannel channel;

  private StateDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes the directory if it is not there, and takes it.
   *
   * @throws Failure if it cannot be written to, or another engine has it
   */
  static StateDirectory take(Path directory) {
    Path path = directory.toAbsolutePath().normalize();
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(
              path.resolve("engine.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new Failure(
            ExitCode.FAILED,
            "another engine runs in the state directory %s; stop it, or give another by --state-dir"
                .formatted(path));
      }
      return new StateDirectory(path, channel);
    } catch (IOException refused) {
      throw new Failure(
          ExitCode.FAILED,
          "the state directory %s cannot be written to (%s); give another by --state-dir"
              .formatted(path, refused),
          refused);
    }
  }

  /** What {@code --state-dir} changes in the configuration, if it is given. */
  static List<Change> change(Optional<Path> given) {
    return given.stream()
        .map(
            directory ->
                new Change(
                    ServerOptions.STATE_DIR.section(),
                    ServerOptions.STATE_DIR.name(),
                    List.of(directory.toString()),
                    "set by --state-dir"))
        .toList();
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  Path path() {
    return path;
  }

  /** The id of the engine that had the directory before, if it shared its database. */
  Optional<String> lastEngine() {
    try {
      return Optional.of(Files.readString(path.resolve(LAST_ENGINE)).strip());
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new Failure(
          ExitCode.FAILED,
          "%s cannot be read (%s); correct its rights, or delete it"
              .formatted(path.resolve(LAST_ENGINE), unreadable),
          unreadable);
    }
  }

  /** Notes which engine has the directory now. */
  void lastEngine(String id) {
    try {
      Path draft = Files.writeString(path.resolve(LAST_ENGINE + ".new"), id + "\n");
      Files.move(draft, path.resolve(LAST_ENGINE), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException refused) {
      throw new Failure(
          ExitCode.FAILED,
          "%s cannot be written (%s); make room, or correct its rights"
              .formatted(path.resolve(LAST_ENGINE), refused),
          refused);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
