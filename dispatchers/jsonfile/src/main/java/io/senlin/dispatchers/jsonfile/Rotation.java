package io.senlin.dispatchers.jsonfile;

import io.senlin.spi.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a full file aside under its name and the time, {@code events.jsonl.20261122T172015.979151Z},
 * so that names sort by age and never change again.
 *
 * @param maxBytes the size at which a file is full
 * @param maxAge the age at which it is
 * @param keep how many are kept; 0 for all
 * @param compress whether they are compressed, to {@code ….gz}
 */
record Rotation(Optional<Long> maxBytes, Optional<Duration> maxAge, int keep, boolean compress) {
  private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern PUT_ASIDE =
      Pattern.compile(
          "\\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])" // a date
              + "T([01]\\d|2[0-3])[0-5]\\d[0-5]\\d\\.\\d{6}Z(\\.gz)?");

  static Rotation from(Settings settings) {
    Optional<Long> maxBytes = settings.optional("max_bytes").map(_ -> settings.bytes("max_bytes"));
    Optional<Duration> maxAge = settings.optional("max_age").map(_ -> settings.duration("max_age"));
    return new Rotation(maxBytes, maxAge, settings.integer("keep"), settings.bool("compress"));
  }

  /** Whether it is time to put a file aside; never an empty one. */
  boolean isDue(AppendedFile file, Instant now) throws IOException {
    if (!file.isRegular() || file.size() == 0) {
      return false;
    }
    boolean large = maxBytes.isPresent() && file.size() >= maxBytes.get();
    boolean old = maxAge.isPresent() && !now.isBefore(file.born().plus(maxAge.get()));
    return large || old;
  }

  /** Puts the file of this name aside. */
  void putAside(Path path, Instant now) throws IOException {
    Path aside = path.resolveSibling(path.getFileName() + "." + TIME.format(nameTime(path, now)));
    Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE);
    LOG.info("{}: put aside as {}", path, aside.getFileName());
  }

  /**
   * Compresses what was put aside, and deletes the oldest of it. What fails here is tried again
   * after the next rotation: it must not keep an event from being written.
   */
  void tidy(Path path, Set<PosixFilePermission> mode) {
    try {
      List<Path> files = putAside(path);
      int surplus = keep == 0 ? 0 : Math.max(0, files.size() - keep);
      for (Path old : files.subList(0, surplus)) {
        Files.deleteIfExists(old);
        Files.deleteIfExists(part(old));
      }
      if (compress) {
        for (Path file : files.subList(surplus, files.size())) {
          if (!file.toString().endsWith(".gz")) {
            compress(file, mode);
          }
        }
      }
    } catch (IOException failure) {
      LOG.warn("{}: cannot tidy up what was put aside ({})", path, failure.toString());
    }
  }

  /** The files put aside, oldest first. */
  private static List<Path> putAside(Path path) throws IOException {
    String prefix = path.getFileName() + ".";
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> folder = Files.newDirectoryStream(folder(path))) {
      for (Path file : folder) {
        String name = file.getFileName().toString();
        if (name.startsWith(prefix)
            && PUT_ASIDE.matcher(name.substring(prefix.length())).matches()) {
          files.add(file);
        }
      }
    }
    files.sort(null);
    return files;
  }

  /** A crash in between leaves the original, and a part that the next attempt overwrites. */
  private static void compress(Path file, Set<PosixFilePermission> mode) throws IOException {
    Path part = part(file);
    try {
      writeCompressed(file, part, mode);
      Files.move(
          part, file.resolveSibling(file.getFileName() + ".gz"), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    Files.delete(file);
  }

  private static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }

  private static void writeCompressed(Path file, Path part, Set<PosixFilePermission> mode)
      throws IOException {
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = new GZIPOutputStream(Files.newOutputStream(part), 64 << 10)) {
      in.transferTo(out);
    }
    Files.setPosixFilePermissions(part, mode);
    try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
      written.force(true);
    }
  }

  /** Returns when the names in the folder of a file are on the disk. */
  static void forceFolder(Path path) throws IOException {
    try (FileChannel folder = FileChannel.open(folder(path), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private static Path folder(Path path) {
    return Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path);
  }

  /** Now, or just after the newest file if the clock went back: names must sort by age. */
  private static Instant nameTime(Path path, Instant now) throws IOException {
    List<Path> files = putAside(path);
    if (files.isEmpty()) {
      return now;
    }
    String newest =
        files
            .getLast()
            .getFileName()
            .toString()
            .substring(path.getFileName().toString().length() + 1);
    Instant next =
        TIME.parse(newest.replaceFirst("\\.gz$", ""), Instant::from).plus(1, ChronoUnit.MICROS);
    return next.isAfter(now) ? next : now;
  }
}
