package io.senlin.dispatchers.message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every version of every payload there ever was, one a line: {@code EventPayload 1.0: id TEXT,
 * sequence INTEGER}. Lines are added, never changed.
 */
record PayloadVersions(Map<String, String> lines) {
  static final Path FILE = Path.of("src/test/resources/payload-versions.txt");

  static PayloadVersions read() throws IOException {
    return of(Files.readAllLines(FILE));
  }

  static PayloadVersions of(List<String> lines) {
    Map<String, String> versions = new LinkedHashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(": ");
      versions.put(line.substring(0, colon), line.substring(colon + 2));
    }
    return new PayloadVersions(versions);
  }

  static String line(Payload payload) {
    return payload.name() + " " + payload.version() + ": " + fields(payload);
  }

  private static String fields(Payload payload) {
    return payload.fields().stream()
        .map(it -> it.name() + " " + it.kind() + (it.nullable() ? "?" : ""))
        .collect(Collectors.joining(", "));
  }

  /** What is wrong with a payload as it is now, if something is. */
  Optional<String> problem(Payload payload) {
    String recorded = lines.get(payload.name() + " " + payload.version());
    if (recorded != null) {
      return recorded.equals(fields(payload))
          ? Optional.empty()
          : Optional.of(
              "%s has changed: raise its version %s, the minor number for a field more at its end,"
                      .formatted(payload.name(), payload.version())
                  + " the major one for anything else");
    }
    return before(payload)
        .filter(it -> !follows(it, payload))
        .map(
            it ->
                "%s %s may not follow %s with these fields"
                    .formatted(payload.name(), payload.version(), it))
        .or(() -> Optional.of("add to " + FILE + " the line " + line(payload)));
  }

  /** The newest recorded version of a payload. */
  private Optional<String> before(Payload payload) {
    return lines.keySet().stream()
        .filter(it -> it.startsWith(payload.name() + " "))
        .reduce((older, newer) -> newer);
  }

  private boolean follows(String before, Payload payload) {
    String old = before.substring(before.indexOf(' ') + 1);
    boolean longer = fields(payload).startsWith(lines.get(before) + ", ");
    int major = Integer.parseInt(old.substring(0, old.indexOf('.')));
    int minor = Integer.parseInt(old.substring(old.indexOf('.') + 1));
    return payload.version().equals((major + 1) + ".0")
        || (longer && payload.version().equals(major + "." + (minor + 1)));
  }
}
