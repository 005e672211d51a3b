package io.senlin.testkit;

import io.senlin.spi.EventBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract, applied to a good dispatcher, or to the one a test puts in its place. */
class LinesDispatcherTest extends DispatcherContract {
  static final String TOKEN = "s3cr3t-t0k3n";
  private static final String LINES = "lines";
  private static final Duration ENOUGH = Duration.ofSeconds(30);

  private static volatile Supplier<EventBackend> sample = LinesDispatcher::new;
  private static volatile Duration prompt = ENOUGH;

  @TempDir Path folder;

  /** Runs {@code run} with another dispatcher in place of the good one. */
  static void with(Supplier<EventBackend> other, Runnable run) {
    sample = other;
    prompt = Duration.ofSeconds(1);
    try {
      run.run();
    } finally {
      sample = LinesDispatcher::new;
      prompt = ENOUGH;
    }
  }

  @BeforeEach
  void makeSink() throws IOException {
    Files.createDirectory(sink());
  }

  @Override
  protected EventBackend dispatcher() {
    return sample.get();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("path", file().toString(), "token", TOKEN);
  }

  @Override
  protected List<UUID> delivered() throws Exception {
    Path intact = (Files.exists(aside()) ? aside() : sink()).resolve(LINES);
    return Files.exists(intact)
        ? Files.readAllLines(intact).stream().map(UUID::fromString).toList()
        : List.of();
  }

  @Override
  protected List<Outage> outages() {
    return List.of(
        new Outage(
            "the file's folder is away",
            () -> Files.move(sink(), aside()),
            () -> Files.move(aside(), sink())),
        new Outage(
            "the file is locked",
            () -> Files.createFile(LinesDispatcher.lock(file())),
            () -> Files.delete(LinesDispatcher.lock(file()))));
  }

  @Override
  protected Map<String, String> badValues() {
    return Map.of("style", "baroque");
  }

  @Override
  protected Duration prompt() {
    return prompt;
  }

  private Path file() {
    return sink().resolve(LINES);
  }

  private Path sink() {
    return folder.resolve("sink");
  }

  private Path aside() {
    return folder.resolve("aside");
  }
}
