package com.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.senlin.spi.Action;
import io.senlin.spi.Details;
import io.senlin.spi.DispatcherName;
import io.senlin.spi.Event;
import io.senlin.spi.EventBackend;
import io.senlin.spi.Level;
import io.senlin.spi.Option;
import io.senlin.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Dumps events to a JSON file. */
@DispatcherName("json")
public final class JsonDispatcher extends EventBackend {
  private Path file;

  @Override
  public List<Option> options() {
    return List.of(Option.of("path", Option.Kind.PATH, "The file to append to.").required());
  }

  @Override
  public void open(Settings settings) {
    file = settings.path("path");
  }

  @Override
  public void dump(Level level, Action action, Details details) throws IOException {
    String json = new String(new Event(level, action, details).json(), UTF_8);
    Files.writeString(file, json + "\n", CREATE, APPEND);
  }
}
