package io.senlin.testkit;

import io.senlin.spi.Action;
import io.senlin.spi.Details;
import io.senlin.spi.DispatcherName;
import io.senlin.spi.EventBackend;
import io.senlin.spi.Level;
import io.senlin.spi.Option;
import io.senlin.spi.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A dispatcher that keeps its promises: a line with the id of each event, in a lockable file. */
@DispatcherName("lines")
public class LinesDispatcher extends EventBackend {
  Path file;
  String token;

  @Override
  public List<Option> options() {
    return List.of(
        Option.of("path", Option.Kind.PATH, "The file to append to.").required(),
        Option.of("token", Option.Kind.TEXT, "Sent with every request.").asSecret(),
        Option.of("style", Option.Kind.TEXT, "How lines look; only plain.").or("plain"));
  }

  @Override
  public void open(Settings settings) throws Exception {
    file = settings.path("path");
    token = settings.optional("token").orElse("");
    if (!settings.text("style").equals("plain")) {
      throw settings.invalid("style", "is not plain");
    }
  }

  @Override
  public void dump(Level level, Action action, Details details) throws Exception {
    while (Files.exists(lock(file))) {
      Thread.sleep(1);
    }
    append(details.id() + "\n");
  }

  void append(String line) throws Exception {
    Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  static Path lock(Path file) {
    return file.resolveSibling("lock");
  }
}
