package io.senlin.delivery;

import static io.senlin.delivery.MemoryJournal.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.delivery.plugin.Plugins;
import io.senlin.journal.Register;
import io.senlin.testkit.Events;
import io.senlin.testkit.PluginJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin's jar is replaced by new versions while events flow. */
@SuppressWarnings("InterruptedExceptionSwallowed") // a test may end with any exception
class ReplacedJarIT {
  private static final int VERSIONS = 5;

  @TempDir Path folder;

  @Test
  void eachEventIsDeliveredOnceByOneVersionInOrder() throws Exception {
    Path sink = folder.resolve("sink");
    Path jar = folder.resolve("plugins/lines.jar");
    MemoryJournal journal = new MemoryJournal();
    AtomicBoolean flowing = new AtomicBoolean(true);
    try (Plugins plugins = Plugins.in(folder.resolve("copies"));
        Delivery delivery = Delivery.of(journal, Register.inMemory(), InstantSource.system())) {
      Thread source = Thread.ofPlatform().start(() -> flow(journal, flowing));
      for (int version = 1; version <= VERSIONS; version++) {
        version(version, sink).write(jar);
        Plugins.Found found = plugins.scan(List.of(jar.getParent()), Map.of());
        assertThat(found.problems()).isEmpty();
        delivery.apply(found.dispatchers(), DispatcherConfiguration.of("lines"));
        String mark = version + " ";
        await().until(() -> lines(sink).stream().anyMatch(line -> line.startsWith(mark)));
      }
      flowing.set(false);
      source.join();
      long last = journal.head(MemoryJournal.OWN);
      await().until(() -> journal.cursor("lines", MemoryJournal.OWN).orElse(0) == last);
      List<Long> sequences =
          lines(sink).stream().map(line -> Long.valueOf(line.substring(2))).toList();
      assertThat(sequences)
          .isEqualTo(LongStream.rangeClosed(sequences.getFirst(), last).boxed().toList());
      assertThat(lines(sink).stream().map(line -> line.charAt(0)).toList()).isSorted();
      assertThat(folder.resolve("copies").toFile().list()).hasSize(1);
    }
  }

  private static List<String> lines(Path sink) throws Exception {
    return Files.exists(sink) ? Files.readAllLines(sink) : List.of();
  }

  private static PluginJar version(int version, Path sink) {
    return PluginJar.of(
        "lines",
        "Lines",
        """
        public void dump(Level level, Action action, Details details) throws Exception {
          java.nio.file.Files.writeString(java.nio.file.Path.of("SINK"),
              VERSION + " " + details.sequence() + "\\n",
              java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
        }
        """
            .replace("SINK", sink.toString())
            .replace("VERSION", String.valueOf(version)));
  }

  private static void flow(MemoryJournal journal, AtomicBoolean flowing) {
    try {
      while (flowing.get()) {
        journal.append(Events.of("CLUSTER_CHECK"));
        Thread.sleep(1);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
