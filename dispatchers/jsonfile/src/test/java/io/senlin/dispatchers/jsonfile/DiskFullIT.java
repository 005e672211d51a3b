package io.senlin.dispatchers.jsonfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.spi.Event;
import io.senlin.testkit.Events;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that takes only a part of a batch: a child process with a limit to the size of its files,
 * which cuts a write short as a full disk does, and needs no right to mount one.
 */
class DiskFullIT {
  private static final int BATCH = 20;

  @TempDir Path folder;

  /** The child: writes batches until one fails, then tries that one again. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) throws IOException, InterruptedException {
      JsonFileDispatcher dispatcher = new JsonFileDispatcher();
      dispatcher.open(Lines.settings(Path.of(args[0])));
      Events stream = Events.seeded(5);
      int delivered = 0;
      while (true) {
        List<Event> batch = stream.next(BATCH);
        try {
          dispatcher.dumpAll(batch);
          delivered += BATCH;
        } catch (IOException first) {
          String second = "none";
          try {
            dispatcher.dumpAll(batch);
          } catch (IOException again) {
            second = again.getMessage();
          }
          Files.writeString(
              Path.of(args[1]), delivered + "\n" + first.getMessage() + "\n" + second + "\n");
          return;
        }
      }
    }
  }

  @Test
  void leavesNothingOfBatchThatDoesNotFit() throws IOException, InterruptedException {
    Path file = folder.resolve("events.jsonl");
    Path report = folder.resolve("report");
    Process child =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -f 200 && exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                file.toString(),
                report.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).as("the child ends").isTrue();
    assertThat(report).as(Files.readString(folder.resolve("output"))).exists();
    List<String> lines = Files.readAllLines(report, StandardCharsets.UTF_8);
    assertThat(lines.get(1)).isEqualTo("cannot append to " + file + ": File too large");
    assertThat(lines.get(2)).isEqualTo(lines.get(1));

    int delivered = Integer.parseInt(lines.get(0));
    List<Event> events = Events.seeded(5).next(delivered + BATCH);
    assertThat(delivered).isPositive();
    assertThat(Lines.ids(file)).isEqualTo(Lines.ids(events.subList(0, delivered)));

    JsonFileDispatcher later = new JsonFileDispatcher();
    later.open(Lines.settings(file));
    later.dumpAll(events.subList(delivered, delivered + BATCH));
    later.close();
    assertThat(Lines.ids(file)).isEqualTo(Lines.ids(events));
  }
}
