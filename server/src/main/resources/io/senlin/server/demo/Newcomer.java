package com.example;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.senlin.spi.*;
import java.nio.file.*;
import java.util.List;

/** Keeps the ids of the events in a file. */
@DispatcherName("newcomer")
public final class Newcomer extends EventBackend {
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
  public void dump(Level level, Action action, Details details) throws Exception {
    Files.writeString(file, details.id() + "\n", CREATE, APPEND);
  }
}
