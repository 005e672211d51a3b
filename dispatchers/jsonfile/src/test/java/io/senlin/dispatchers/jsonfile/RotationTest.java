package io.senlin.dispatchers.jsonfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.spi.Event;
import io.senlin.testkit.Events;
import io.senlin.testkit.StepClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {
  private final Events stream = Events.seeded(4);
  private final StepClock clock = StepClock.atEpoch();
  private final List<Event> offered = new ArrayList<>();

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("events.jsonl");
  }

  @Test
  void putsFullFileAsideWithoutLosingAnEvent() throws IOException, InterruptedException {
    JsonFileDispatcher dispatcher = opened("max_bytes", "4KiB", "keep", "0");
    deliver(dispatcher, 40);
    dispatcher.close();
    List<Path> files = Lines.files(folder);
    assertThat(files).hasSizeGreaterThan(5);
    List<UUID> ids = new ArrayList<>();
    for (Path aside : files.subList(1, files.size())) {
      assertThat(aside).hasSize(Math.max(4096, Files.size(aside)));
      ids.addAll(Lines.ids(aside));
    }
    ids.addAll(Lines.ids(file)); // sorts first, is the newest
    assertThat(ids).isEqualTo(Lines.ids(offered));
  }

  @Test
  void namesWhatItPutsAsideByTheTime() throws IOException, InterruptedException {
    JsonFileDispatcher dispatcher = opened("max_bytes", "1");
    deliver(dispatcher, 3); // twice within the same microsecond
    dispatcher.close();
    assertThat(Lines.files(folder).stream().map(each -> each.getFileName().toString()))
        .containsExactly(
            "events.jsonl",
            "events.jsonl.20261122T172015.000079Z",
            "events.jsonl.20261122T172015.000080Z");
  }

  @Test
  void putsOldFileAside() throws IOException, InterruptedException {
    JsonFileDispatcher dispatcher = opened("max_age", "1h");
    deliver(dispatcher, 2);
    clock.advance(Duration.ofMinutes(59));
    deliver(dispatcher, 1);
    assertThat(Lines.files(folder)).hasSize(1);
    clock.advance(Duration.ofMinutes(1));
    deliver(dispatcher, 2);
    assertThat(Lines.files(folder)).hasSize(2);
    assertThat(Lines.ids(file)).isEqualTo(Lines.ids(offered.subList(3, 5)));
    dispatcher.close();
  }

  @Test
  void keepsOnlySoMany() throws IOException, InterruptedException {
    Path foreign = Files.writeString(folder.resolve("events.jsonl.1"), "logrotate's");
    JsonFileDispatcher dispatcher = opened("max_bytes", "1", "keep", "2");
    deliver(dispatcher, 6);
    dispatcher.close();
    assertThat(foreign).exists();
    List<Path> files = Lines.files(folder);
    assertThat(files).hasSize(4);
    assertThat(Lines.ids(files.get(2))).isEqualTo(Lines.ids(offered.subList(3, 4)));
    assertThat(Lines.ids(files.get(3))).isEqualTo(Lines.ids(offered.subList(4, 5)));
  }

  @Test
  void compressesWhatItPutsAside() throws IOException, InterruptedException {
    Path left = folder.resolve("events.jsonl.20200101T000000.000000Z");
    Files.writeString(left, "left by a crash\n");
    Files.writeString(folder.resolve(left.getFileName() + ".part"), "half");
    JsonFileDispatcher dispatcher = opened("max_bytes", "1", "compress", "true");
    deliver(dispatcher, 2);
    dispatcher.close();
    assertThat(Lines.files(folder).stream().map(each -> each.getFileName().toString()))
        .containsExactly(
            "events.jsonl",
            "events.jsonl.20200101T000000.000000Z.gz",
            "events.jsonl.20261122T172015.000079Z.gz");
    Path newest = Lines.files(folder).getLast();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(newest)))
        .isEqualTo("rw-r-----");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(newest))) {
      Path plain = folder.resolve("plain");
      Files.copy(in, plain);
      assertThat(Lines.ids(plain)).isEqualTo(Lines.ids(offered.subList(0, 1)));
    }
  }

  @Test
  void leavesNoPartOfWhatDidNotFitOnTheDisk() throws IOException, InterruptedException {
    Path aside = folder.resolve("events.jsonl.20261122T172015.000079Z");
    Path part = folder.resolve(aside.getFileName() + ".part");
    Files.createSymbolicLink(part, Path.of("/dev/full"));
    JsonFileDispatcher dispatcher = opened("max_bytes", "1", "compress", "true");
    deliver(dispatcher, 2);
    dispatcher.close();
    assertThat(Lines.files(folder)).containsExactly(file, aside);
    assertThat(Lines.ids(aside)).isEqualTo(Lines.ids(offered.subList(0, 1)));
  }

  @Test
  void deletesWhatACrashLeftOfACompressionWithItsOriginal()
      throws IOException, InterruptedException {
    Path left = folder.resolve("events.jsonl.20200101T000000.000000Z");
    Files.writeString(left, "left by a crash\n");
    Files.writeString(folder.resolve(left.getFileName() + ".part"), "half");
    JsonFileDispatcher dispatcher = opened("max_bytes", "1", "keep", "1");
    deliver(dispatcher, 2);
    dispatcher.close();
    assertThat(Lines.files(folder).stream().map(each -> each.getFileName().toString()))
        .containsExactly("events.jsonl", "events.jsonl.20261122T172015.000079Z");
  }

  private void deliver(JsonFileDispatcher dispatcher, int count)
      throws IOException, InterruptedException {
    for (Event event : stream.next(count)) {
      offered.add(event);
      dispatcher.dump(event.level(), event.action(), event.details());
    }
  }

  private JsonFileDispatcher opened(String... namesAndValues)
      throws IOException, InterruptedException {
    JsonFileDispatcher dispatcher = new JsonFileDispatcher(clock);
    dispatcher.open(Lines.settings(file, namesAndValues));
    return dispatcher;
  }
}
