package io.senlin.dispatchers.jsonfile;

import io.senlin.spi.Action;
import io.senlin.spi.Details;
import io.senlin.spi.DispatcherName;
import io.senlin.spi.Event;
import io.senlin.spi.EventBackend;
import io.senlin.spi.Level;
import io.senlin.spi.Option;
import io.senlin.spi.Option.Kind;
import io.senlin.spi.Settings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Appends every event to a file as one line of JSON, in the order in which it gets them.
 *
 * <p>When a batch returns, its lines are in the file, and on the disk with {@code fsync = batch}. A
 * batch that fails leaves nothing of itself behind; a crash may leave whole lines that come again,
 * with the same id, and part of a line, which is cut off when the file is opened again.
 *
 * <p>The file may be renamed or truncated by logrotate, or put aside by this dispatcher itself.
 */
@DispatcherName("jsonfile")
public final class JsonFileDispatcher extends EventBackend {
  private static final int BUFFER_BYTES = 1 << 20;

  private final InstantSource clock;

  private Path path = Path.of("");
  private Fsync fsync = new Fsync.Batch();
  private Rotation rotation = new Rotation(Optional.empty(), Optional.empty(), 0, false);
  private Set<PosixFilePermission> mode = Set.of();
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private @Nullable AppendedFile file;
  private @Nullable DelayedForce later;

  public JsonFileDispatcher() {
    this(Clock.systemUTC());
  }

  JsonFileDispatcher(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.of("path", Kind.PATH, "The file to append to. Its folder must exist.").required(),
        Option.of(
                "fsync",
                Kind.TEXT,
                "When lines are forced to the disk: 'batch' before a batch counts as delivered,"
                    + " 'never' leaves it to the operating system, a duration such as 5s at the"
                    + " latest that long after they were written.")
            .or("batch")
            .matching(
                "batch|never|\\d{1,9}\\s*(?i:ms|s|m|h|d)?",
                "is neither batch nor never nor a duration such as 5s"),
        Option.of("mode", Kind.TEXT, "Permissions of a new file, in octal.")
            .or("0640")
            .matching(
                "0?[67][0-7]{2}",
                "is not an octal mode such as 0640 that lets the owner read and write"),
        Option.of(
                "max_bytes",
                Kind.SIZE,
                "Size from which on the file is put aside and a new one begun. Leave it out when"
                    + " logrotate does this.")
            .matching(".*[1-9].*", "is no size for a file"),
        Option.of("max_age", Kind.DURATION, "Age from which on the file is put aside likewise.")
            .matching(".*[1-9].*", "is no age for a file"),
        Option.of("keep", Kind.INTEGER, "How many files put aside are kept; 0 keeps all.")
            .or("10")
            .matching("[^-].*", "is less than 0"),
        Option.of("compress", Kind.BOOLEAN, "Whether files put aside are compressed with gzip.")
            .or("false"));
  }

  @Override
  public void open(Settings settings) throws IOException, InterruptedException {
    path = settings.path("path");
    fsync = Fsync.from(settings, "fsync");
    if (fsync instanceof Fsync.Within(Duration delay)) {
      later = new DelayedForce(delay);
    }
    rotation = Rotation.from(settings);
    mode = mode(settings);
    buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    AppendedFile target = lockedFile();
    try {
      target.repair();
    } finally {
      target.unlock();
    }
  }

  @Override
  public void dump(Level level, Action action, Details details)
      throws IOException, InterruptedException {
    dumpAll(List.of(new Event(level, action, details)));
  }

  @Override
  public void dumpAll(List<Event> events) throws IOException, InterruptedException {
    AppendedFile target = lockedFile();
    try {
      Instant now = clock.instant();
      boolean due = rotation.isDue(target, now);
      if (due) {
        target = putAside(target, now);
      }
      target.repair();
      write(target, events);
      if (due) {
        rotation.tidy(path, mode);
      }
    } catch (ClosedByInterruptException _) {
      Thread.interrupted();
      throw new InterruptedException("interrupted while writing to " + path);
    } finally {
      target.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    DelayedForce timer = later;
    later = null;
    if (timer == null) {
      closeFile();
      return;
    }
    timer.close();
    closeFile();
    timer.refuseIfFailed();
  }

  private void closeFile() throws IOException {
    AppendedFile last = file;
    file = null;
    if (last != null) {
      release(last);
    }
  }

  /** The file the path leads to now, locked. */
  private AppendedFile lockedFile() throws IOException, InterruptedException {
    while (true) {
      AppendedFile current = file;
      if (current == null || !current.isOpen() || current.isMoved()) {
        closeFile();
        current = AppendedFile.open(path, mode, clock);
        file = current;
        if (fsync instanceof Fsync.Batch && current.isRegular()) {
          Rotation.forceFolder(path);
        }
      }
      current.lock();
      if (!current.isMoved()) {
        return current;
      }
      current.unlock(); // put aside by another engine while this one waited
    }
  }

  /** Begins a new file; the one before stays locked until the new one is. */
  private AppendedFile putAside(AppendedFile full, Instant now)
      throws IOException, InterruptedException {
    rotation.putAside(path, now);
    file = null;
    try {
      return lockedFile();
    } finally {
      full.unlock();
      release(full);
    }
  }

  private void write(AppendedFile target, List<Event> events) throws IOException {
    long before = target.size();
    boolean written = false;
    try {
      buffer.clear();
      for (Event event : events) {
        put(target, event.json());
      }
      flush(target);
      force(target);
      target.commit();
      written = true;
    } catch (ClosedByInterruptException interrupted) {
      throw interrupted;
    } catch (IOException failure) {
      throw new IOException(
          "cannot append to %s: %s".formatted(path, failure.getMessage()), failure);
    } finally {
      if (!written) {
        target.cutBack(before);
      }
    }
  }

  private void put(AppendedFile target, byte[] line) throws IOException {
    if (buffer.remaining() <= line.length) {
      flush(target);
    }
    if (buffer.remaining() > line.length) {
      buffer.put(line);
    } else {
      target.append(ByteBuffer.wrap(line)); // larger than the whole buffer
    }
    buffer.put((byte) '\n');
  }

  private void flush(AppendedFile target) throws IOException {
    target.append(buffer.flip());
    buffer.clear();
  }

  private void force(AppendedFile target) throws IOException {
    DelayedForce timer = later;
    if (timer != null) {
      timer.refuseIfFailed();
      timer.written(target);
    } else if (fsync instanceof Fsync.Batch) {
      target.force();
    }
  }

  /** Whether nothing waits for being forced to the disk. */
  boolean isForced() {
    DelayedForce timer = later;
    return timer == null || timer.isDone();
  }

  private void release(AppendedFile old) throws IOException {
    try (old) {
      if (fsync instanceof Fsync.Within) {
        old.force();
      }
    }
  }

  private static Set<PosixFilePermission> mode(Settings settings) {
    String octal = settings.text("mode");
    StringBuilder letters = new StringBuilder();
    for (char digit : octal.substring(octal.length() - 3).toCharArray()) {
      letters.append((digit & 4) == 0 ? '-' : 'r');
      letters.append((digit & 2) == 0 ? '-' : 'w');
      letters.append((digit & 1) == 0 ? '-' : 'x');
    }
    return PosixFilePermissions.fromString(letters.toString());
  }
}
