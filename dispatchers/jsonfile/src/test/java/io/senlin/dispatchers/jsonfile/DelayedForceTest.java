package io.senlin.dispatchers.jsonfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.senlin.testkit.Events;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DelayedForceTest {
  private final Events stream = Events.seeded(6);

  @TempDir Path folder;

  @Test
  void forcesWhatWasWrittenAlsoIfNoOtherEventComes() throws IOException, InterruptedException {
    JsonFileDispatcher dispatcher = opened("10ms");
    for (int round = 0; round < 3; round++) {
      dispatcher.dumpAll(stream.next(1));
      await().atMost(Duration.ofSeconds(30)).until(dispatcher::isForced);
    }
    dispatcher.close();
  }

  @Test
  void forcesNothingBeforeItsTime() throws IOException, InterruptedException {
    JsonFileDispatcher dispatcher = opened("1h");
    dispatcher.dumpAll(stream.next(1));
    dispatcher.dumpAll(stream.next(1));
    assertThat(dispatcher.isForced()).isFalse();
    dispatcher.close();
  }

  @Test
  void forcesTheNewFileAfterTheOldOneWasRenamed() throws IOException, InterruptedException {
    JsonFileDispatcher dispatcher = opened("10ms");
    dispatcher.dumpAll(stream.next(1));
    Files.move(folder.resolve("events.jsonl"), folder.resolve("events.jsonl.1"));
    dispatcher.dumpAll(stream.next(1));
    await().atMost(Duration.ofSeconds(30)).until(dispatcher::isForced);
    dispatcher.dumpAll(stream.next(1)); // nothing went wrong meanwhile
    dispatcher.close();
  }

  @Test
  void endsItsThreadWhenItIsClosed() throws IOException, InterruptedException {
    JsonFileDispatcher dispatcher = opened("1h");
    dispatcher.dumpAll(stream.next(1));
    assertThat(timers()).isEqualTo(1);
    dispatcher.close();
    await().atMost(Duration.ofSeconds(30)).until(() -> timers() == 0);
  }

  private static long timers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("senlin-jsonfile-fsync"))
        .count();
  }

  private JsonFileDispatcher opened(String fsync) throws IOException, InterruptedException {
    JsonFileDispatcher dispatcher = new JsonFileDispatcher();
    dispatcher.open(Lines.settings(folder.resolve("events.jsonl"), "fsync", fsync));
    return dispatcher;
  }
}
