package io.senlin.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.spi.Event;
import io.senlin.store.Store;
import io.senlin.store.StoreSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalCrashIT {
  private static final int ROUNDS = 6;

  @TempDir Path directory;

  @Test
  void losesNothingThatWasAcknowledgedAndKeepsStateAndEventsTogether()
      throws IOException, InterruptedException {
    Path file = directory.resolve("senlin.db");
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Set<String> acknowledged = new HashSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      int before = acknowledged.size();
      appendUntilKilled(file, 1 + random.nextInt(400), acknowledged);
      assertThat(acknowledged.size()).isGreaterThan(before);
      verify(file, acknowledged, "seed " + seed + ", round " + round);
    }
  }

  /** Kills the child, without warning, soon after it has acknowledged {@code events}. */
  private void appendUntilKilled(Path file, int events, Set<String> acknowledged)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Appender.class.getName(),
                file.toString())
            .redirectError(directory.resolve("child.log").toFile())
            .start();
    try (BufferedReader out = child.inputReader()) {
      String line = out.readLine();
      for (int seen = 1; line != null; seen++) {
        if (line.length() == 36) { // the last line may be torn
          acknowledged.add(line);
        }
        if (seen == events) {
          child.toHandle().destroyForcibly(); // unlike that of Process, it leaves the pipe readable
        }
        line = out.readLine();
      }
    } finally {
      child.destroyForcibly();
    }
    assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).as("killed").isEqualTo(137);
  }

  private static void verify(Path file, Set<String> acknowledged, String when) {
    try (Store store = Store.open(StoreSettings.sqlite(file))) {
      Journal journal = StoredJournal.open(store, InstantSource.system(), "engine");
      List<Event> events = journal.read(journal.partition(), 0, Integer.MAX_VALUE);
      Set<String> ids = new HashSet<>();
      for (int i = 0; i < events.size(); i++) {
        assertThat(events.get(i).details().sequence()).as(when).isEqualTo(i + 1);
        ids.add(events.get(i).details().id().toString());
      }
      assertThat(ids).as(when).hasSameSizeAs(events).containsAll(acknowledged);
      List<String> states =
          store.read(s -> s.query("SELECT name FROM action", row -> row.text("name")));
      assertThat(new HashSet<>(states)).as(when).isEqualTo(ids).hasSameSizeAs(states);
    }
  }
}
