package io.senlin.dispatchers.jsonfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.senlin.spi.Event;
import io.senlin.testkit.Events;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFileDispatcherTest {
  private final Events stream = Events.seeded(3);
  private final List<Event> offered = new ArrayList<>();

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("events.jsonl");
  }

  @Test
  void writesTheJsonOfEachEventAsOneLine() throws IOException, InterruptedException {
    JsonFileDispatcher dispatcher = opened();
    List<Event> events = next(2);
    dispatcher.dumpAll(events);
    String lines =
        new String(events.get(0).json(), StandardCharsets.UTF_8)
            + "\n"
            + new String(events.get(1).json(), StandardCharsets.UTF_8)
            + "\n";
    assertThat(file).hasContent(lines);
    dispatcher.close();
  }

  @Test
  void writesEventsLargerThanItsBuffer() throws IOException, InterruptedException {
    JsonFileDispatcher dispatcher = opened();
    Event large = Events.of("NODE_CREATE").reason("x".repeat(3 << 20)).build();
    List<Event> events = List.of(next(1).getFirst(), large, next(1).getFirst());
    dispatcher.dumpAll(events);
    assertThat(Lines.ids(file)).isEqualTo(Lines.ids(events));
    dispatcher.close();
  }

  @Test
  void createsTheFileWithTheGivenMode() throws IOException, InterruptedException {
    new JsonFileDispatcher().open(Lines.settings(file));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    Path other = folder.resolve("other");
    new JsonFileDispatcher().open(Lines.settings(other, "mode", "666"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(other)))
        .isEqualTo("rw-rw-rw-");
  }

  @Test
  void followsLogrotateThatRenamesTheFile() throws IOException, InterruptedException {
    JsonFileDispatcher dispatcher = opened();
    List<Event> before = next(3);
    dispatcher.dumpAll(before);
    Path renamed = Files.move(file, folder.resolve("events.jsonl.1"));
    List<Event> after = next(3);
    dispatcher.dumpAll(after);
    assertThat(Lines.ids(renamed)).isEqualTo(Lines.ids(before));
    assertThat(Lines.ids(file)).isEqualTo(Lines.ids(after));
    dispatcher.close();
  }

  @Test
  void followsLogrotateThatRenamesAndCreatesTheFile() throws IOException, InterruptedException {
    JsonFileDispatcher dispatcher = opened();
    dispatcher.dumpAll(next(3));
    Files.move(file, folder.resolve("events.jsonl.1"));
    Files.createFile(file);
    List<Event> after = next(3);
    dispatcher.dumpAll(after);
    assertThat(Lines.ids(file)).isEqualTo(Lines.ids(after));
    dispatcher.close();
  }

  @Test
  void followsLogrotateThatCopiesAndTruncatesTheFile() throws IOException, InterruptedException {
    JsonFileDispatcher dispatcher = opened();
    dispatcher.dumpAll(next(3));
    Files.newByteChannel(file, StandardOpenOption.WRITE).truncate(0).close();
    List<Event> after = next(3);
    dispatcher.dumpAll(after);
    assertThat(Lines.ids(file)).isEqualTo(Lines.ids(after));
    dispatcher.close();
  }

  @Test
  void cutsOffLineTornAtAnyPlace() throws IOException, InterruptedException {
    JsonFileDispatcher dispatcher = opened();
    List<Event> whole = next(2);
    dispatcher.dumpAll(whole);
    dispatcher.close();
    byte[] lines = Files.readAllBytes(file);
    byte[] torn = Events.of("NODE_CREATE").reason("a \"quoted\" {brace} 🎉").build().json();
    for (int length = 1; length < torn.length; length += 7) {
      Files.write(file, lines);
      Files.write(file, java.util.Arrays.copyOf(torn, length), StandardOpenOption.APPEND);
      opened().close();
      assertThat(Files.readAllBytes(file)).as("torn after %d bytes", length).isEqualTo(lines);
    }
  }

  @Test
  void cutsOffZeroesThatPowerCutLeft() throws IOException, InterruptedException {
    Files.write(file, new byte[100_000]);
    opened().close();
    assertThat(file).isEmptyFile();
  }

  @Test
  void endsWholeLineThatLacksItsLineBreak() throws IOException, InterruptedException {
    Event last = next(1).getFirst();
    Files.write(file, last.json());
    JsonFileDispatcher dispatcher = opened();
    dispatcher.dumpAll(next(1));
    assertThat(Lines.ids(file)).isEqualTo(Lines.ids(offered));
    dispatcher.close();
  }

  @Test
  void cutsOffLineTornByAnotherProcessWhileItIsOpen() throws IOException, InterruptedException {
    JsonFileDispatcher dispatcher = opened();
    dispatcher.dumpAll(next(1));
    Files.writeString(file, "{\"id\":\"torn", StandardOpenOption.APPEND);
    dispatcher.dumpAll(next(1));
    assertThat(Lines.ids(file)).isEqualTo(Lines.ids(offered));
    dispatcher.close();
  }

  @Test
  void touchesNoFileThatIsNotItsOwn() throws IOException, InterruptedException {
    Files.writeString(file, "root:x:0:0\nnobody:x:1");
    assertThatThrownBy(this::opened)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not ended and not ours");
    assertThat(file).hasContent("root:x:0:0\nnobody:x:1");
  }

  @Test
  void saysClearlyWhyItCannotWrite() throws IOException, InterruptedException {
    assertThatThrownBy(() -> open(folder.resolve("none/events.jsonl")))
        .hasMessage(
            "the folder of %s does not exist; create it, or correct option 'path'"
                .formatted(folder.resolve("none/events.jsonl")));
    assertThatThrownBy(() -> open(folder))
        .hasMessage("%s is a directory; name a file in option 'path'".formatted(folder));
    assertThatThrownBy(() -> open(Path.of("/sys/events.jsonl")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/sys/events.jsonl");
  }

  @Test
  void saysThatTheDiskIsFull() throws IOException, InterruptedException {
    JsonFileDispatcher dispatcher = open(Path.of("/dev/full"));
    assertThatThrownBy(() -> dispatcher.dumpAll(next(3)))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot append to /dev/full: No space left on device");
    dispatcher.close();
  }

  @Test
  void writesToDevices() throws IOException, InterruptedException {
    JsonFileDispatcher dispatcher = open(Path.of("/dev/null"));
    dispatcher.dumpAll(next(3));
    dispatcher.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "never", "0s", "1h"})
  void writesWithEveryPolicyOfFsync(String fsync) throws IOException, InterruptedException {
    JsonFileDispatcher dispatcher = new JsonFileDispatcher();
    dispatcher.open(Lines.settings(file, "fsync", fsync));
    dispatcher.dumpAll(next(3));
    dispatcher.dumpAll(next(3));
    assertThat(Lines.ids(file)).isEqualTo(Lines.ids(offered));
    dispatcher.close();
  }

  @ParameterizedTest
  @CsvSource({
    "fsync, often",
    "fsync, 5 weeks",
    "fsync, -1s",
    "mode, 999",
    "mode, 0440",
    "mode, 06640",
    "max_bytes, 0KiB",
    "max_age, 0",
    "keep, -1",
  })
  void refusesABadValueBeforeItIsOpened(String option, String value) {
    assertThatThrownBy(() -> Lines.settings(file, option, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("option '%s' = '%s' is ", option, value);
  }

  @Test
  void letsSeveralWriteToOneFileWithoutMixingTheirLines()
      throws IOException, InterruptedException, ExecutionException {
    List<Callable<Integer>> writers = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      Events events = Events.seeded(seed);
      writers.add(
          () -> {
            JsonFileDispatcher dispatcher = new JsonFileDispatcher();
            dispatcher.open(Lines.settings(file, "fsync", "never"));
            for (int i = 0; i < 50; i++) {
              dispatcher.dumpAll(events.next(10));
            }
            dispatcher.close();
            return 500;
          });
    }
    int written = 0;
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (Future<Integer> writer : threads.invokeAll(writers)) {
        written += writer.get();
      }
    }
    assertThat(Lines.ids(file)).hasSize(written).doesNotHaveDuplicates();
  }

  @Test
  void goesOnAfterItWasInterrupted() throws IOException, InterruptedException {
    JsonFileDispatcher dispatcher = opened();
    dispatcher.dumpAll(next(1));
    Thread.currentThread().interrupt();
    List<Event> batch = next(1);
    assertThatThrownBy(() -> dispatcher.dumpAll(batch)).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    dispatcher.dumpAll(batch);
    assertThat(Lines.ids(file)).isEqualTo(Lines.ids(offered));
    dispatcher.close();
  }

  private List<Event> next(int count) {
    List<Event> events = stream.next(count);
    offered.addAll(events);
    return events;
  }

  private JsonFileDispatcher opened() throws IOException, InterruptedException {
    return open(file);
  }

  private static JsonFileDispatcher open(Path path) throws IOException, InterruptedException {
    JsonFileDispatcher dispatcher = new JsonFileDispatcher();
    dispatcher.open(Lines.settings(path));
    return dispatcher;
  }
}
