package io.senlin.dispatchers.jsonfile;

import io.senlin.spi.Event;
import io.senlin.spi.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads files back, and makes settings. */
final class Lines {
  private Lines() {}

  /** The ids of the events in a file; every line is checked to be one whole event. */
  static List<UUID> ids(Path file) throws IOException {
    String text = Files.readString(file);
    if (!text.isEmpty() && !text.endsWith("\n")) {
      throw new AssertionError("the last line of " + file + " is torn");
    }
    return text.lines().map(Lines::id).toList();
  }

  private static UUID id(String line) {
    if (!new Tail(0, line.getBytes(StandardCharsets.UTF_8)).isWhole()) {
      throw new AssertionError("not a whole event: " + line);
    }
    return UUID.fromString(line.substring(7, 43));
  }

  static List<UUID> ids(List<Event> events) {
    return events.stream().map(event -> event.details().id()).toList();
  }

  /** The files a folder holds, sorted. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  static Settings settings(Path file, String... namesAndValues) {
    Map<String, String> given = new HashMap<>(Map.of("path", file.toString()));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      given.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Settings.of("jsonfile", new JsonFileDispatcher().options(), given);
  }
}
