package io.senlin.dispatchers.jsonfile;

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

class JsonFileContractTest extends DispatcherContract {
  @TempDir Path temporary;

  @BeforeEach
  void createTheFolder() throws IOException {
    Files.createDirectories(file().getParent());
  }

  @Override
  protected EventBackend dispatcher() {
    return new JsonFileDispatcher();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("path", file().toString(), "fsync", "never");
  }

  @Override
  protected List<UUID> delivered() throws Exception {
    return Lines.ids(file());
  }

  @Override
  protected List<Outage> outages() {
    Path folder = file().getParent();
    Path away = temporary.resolve("away");
    return List.of(
        new Outage("folder gone", () -> Files.move(folder, away), () -> Files.move(away, folder)));
  }

  @Override
  protected Map<String, String> badValues() {
    return Map.of(
        "path", "/no/such/folder/of/a/path/events.jsonl",
        "fsync", "sometimes",
        "mode", "rw-r--r--",
        "max_bytes", "0",
        "max_age", "0s",
        "keep", "-1");
  }

  private Path file() {
    return temporary.resolve("log/events.jsonl");
  }
}
