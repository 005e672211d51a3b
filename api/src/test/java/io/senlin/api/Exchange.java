package io.senlin.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A request to a real Senlin 14 with its whole answer, as recorded.
 *
 * @param request the request line
 * @param requestHeaders by name in lower case
 */
record Exchange(
    String name,
    String request,
    Map<String, String> requestHeaders,
    int status,
    Map<String, String> headers,
    String body) {
  private static final String ANSWER = "### response headers\n";
  private static final String BODY = "### response body (exact bytes follow)\n";

  static List<Exchange> all() {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/http"))) {
      return files.sorted().map(Exchange::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Exchange named(String name) {
    return all().stream().filter(one -> one.name().startsWith(name)).findFirst().orElseThrow();
  }

  private static Exchange read(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      int answer = text.indexOf(ANSWER);
      int body = text.indexOf(BODY);
      List<String> asked = text.substring(0, answer).lines().skip(1).toList();
      List<String> answered = text.substring(answer + ANSWER.length(), body).lines().toList();
      return new Exchange(
          file.getFileName().toString(),
          asked.getFirst(),
          headers(asked),
          Integer.parseInt(answered.getFirst().split(" ", 3)[1]),
          headers(answered),
          text.substring(body + BODY.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> headers(List<String> lines) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  @Override
  public String toString() {
    return name;
  }
}
