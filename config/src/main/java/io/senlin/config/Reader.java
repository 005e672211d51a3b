package io.senlin.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads configuration files and directories of them; what cannot be read becomes a problem. */
final class Reader {
  private static final int MAX_BYTES = 4 << 20;

  private final Entries entries = new Entries();
  private final List<Path> files = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  Entries entries() {
    return entries;
  }

  /** The files seen, also those that could not be read. */
  List<Path> files() {
    return files;
  }

  List<Problem> problems() {
    return problems;
  }

  void file(Path file) {
    files.add(file);
    try {
      if (Files.isDirectory(file)) {
        problem(file, 0, "is a directory; name a file, or use --config-dir");
        return;
      }
      byte[] bytes;
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(MAX_BYTES + 1);
      }
      if (bytes.length > MAX_BYTES) {
        problem(file, 0, "is larger than 4 MiB; this cannot be a configuration file");
        return;
      }
      text(file, bytes);
    } catch (IOException unreadable) {
      problem(file, 0, reason(unreadable));
    }
  }

  /** Every {@code *.conf} of a directory, sorted by name; hidden files do not count. */
  void directory(Path directory) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(directory, "*.conf")) {
      for (Path file : listing) {
        if (!file.getFileName().toString().startsWith(".")) {
          found.add(file);
        }
      }
    } catch (NotDirectoryException _) {
      problem(directory, 0, "is not a directory; use --config-file for a file");
    } catch (IOException unreadable) {
      problem(directory, 0, reason(unreadable));
    }
    found.stream().sorted().forEach(this::file);
  }

  void text(Path name, byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      problem(
          name, line(bytes, in.position()), "is not UTF-8 from here on; save the file as UTF-8");
      return;
    }
    String text = out.flip().toString();
    Parser.parse(text.startsWith("\uFEFF") ? text.substring(1) : text, name, entries, problems);
  }

  private static int line(byte[] bytes, int position) {
    int line = 1;
    for (int i = 0; i < position; i++) {
      if (bytes[i] == '\n') {
        line++;
      }
    }
    return line;
  }

  private static String reason(IOException unreadable) {
    return switch (unreadable) {
      case NoSuchFileException _ -> "does not exist";
      case AccessDeniedException _ -> "may not be read by this user; check its owner and mode";
      default -> "cannot be read (" + unreadable.getMessage() + ")";
    };
  }

  private void problem(Path file, int line, String message) {
    problems.add(new Problem(new Origin.Line(file, line), message));
  }
}
