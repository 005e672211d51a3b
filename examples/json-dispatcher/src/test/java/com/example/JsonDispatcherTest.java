package com.example;

import io.senlin.spi.EventBackend;
import io.senlin.testkit.DispatcherContract;
import io.senlin.testkit.Outage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class JsonDispatcherTest extends DispatcherContract {
  @TempDir Path disk;
  private Path folder;
  private Path elsewhere;

  @BeforeEach
  void createFolder() throws IOException {
    folder = Files.createDirectory(disk.resolve("folder"));
    elsewhere = disk.resolve("elsewhere");
  }

  @Override
  protected EventBackend dispatcher() {
    return new JsonDispatcher();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("path", folder.resolve("events.json").toString());
  }

  @Override
  protected List<UUID> delivered() throws IOException {
    return Files.readAllLines(folder.resolve("events.json")).stream()
        .map(line -> UUID.fromString(line.substring("{'id':'".length()).substring(0, 36)))
        .toList();
  }

  @Override
  protected List<Outage> outages() {
    return List.of(
        new Outage(
            "the folder is gone",
            () -> Files.move(folder, elsewhere),
            () -> Files.move(elsewhere, folder)));
  }
}
