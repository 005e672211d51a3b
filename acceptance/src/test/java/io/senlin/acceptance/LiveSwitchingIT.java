package io.senlin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.senlin.acceptance.StateFile.Entry;
import io.senlin.testkit.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * While 5,000 events a minute flow, dispatchers are enabled, disabled and reconfigured at random,
 * and senlin.conf is broken and repaired, by file, SIGHUP, HTTP and command: the number of changes
 * is that of the system property {@code senlin.changes}. Each dispatcher must have every event of
 * every span over which it was on, in order, none of those over which it was off, and twice only
 * what has the same id.
 */
@SuppressWarnings("InterruptedExceptionSwallowed") // a test may end with any exception
class LiveSwitchingIT {
  private static final int CHANGES = Integer.getInteger("senlin.changes", 16);
  private static final long SEED = Long.getLong("senlin.seed", 20261126);
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration NODE_EVERY = Duration.ofMillis(24); // and two events for each

  /** A dispatcher that writes sequence and id of each event. */
  private static final String LINES =
      """
      package com.example;
      import io.senlin.spi.*;
      import java.nio.file.*;
      import java.util.List;
      public final class Lines extends EventBackend {
        private Path file;
        @Override public List<Option> options() {
          return List.of(Option.of("path", Option.Kind.PATH, "Where to.").required());
        }
        @Override public void open(Settings settings) { file = settings.path("path"); }
        @Override public void dump(Level level, Action action, Details details) throws Exception {
          Files.writeString(file, details.sequence() + " " + details.id() + "\\n",
              StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void everyDispatcherHasExactlyTheEventsOfTheSpansItWasOn() throws Exception {
    int port = EngineProcess.freePort();
    PluginJar.empty().source("com.example.Lines", LINES).write(folder.resolve("plugins/lines.jar"));
    Files.writeString(folder.resolve("senlin.conf"), Switchboard.plainConfiguration(folder, port));
    AtomicBoolean flowing = new AtomicBoolean(true);
    try (EngineProcess engine = EngineProcess.start(folder, port)) {
      Switchboard switchboard = new Switchboard(folder, port, new Random(SEED), engine);
      String profile = engine.api().simulatedProfile("busy");
      Thread events = Thread.ofVirtual().start(() -> flow(engine.api(), profile, flowing));
      for (int i = 0; i < CHANGES; i++) {
        switchboard.change();
      }
      flowing.set(false);
      events.join();
      switchboard.finish();
      for (String name : Switchboard.NAMES) {
        for (Switchboard.Span span : switchboard.on(name)) {
          await().atMost(LIMIT).until(() -> span.isEmpty() || lines(name).containsKey(span.last()));
        }
      }
      assertThat(engine.stop()).isEqualTo(143);
      Map<Long, String> journal = journal();
      for (String name : Switchboard.NAMES) {
        check(name, switchboard, journal);
      }
      report(switchboard, journal.size());
    }
  }

  private void check(String name, Switchboard switchboard, Map<Long, String> journal)
      throws IOException {
    Map<Long, String> delivered = lines(name);
    delivered.forEach(
        (sequence, id) ->
            assertThat(id).as("%s's %d", name, sequence).isEqualTo(journal.get(sequence)));
    assertThat(new ArrayList<>(delivered.keySet())).as("order of %s", name).isSorted();
    for (Switchboard.Span span : switchboard.on(name)) {
      for (long sequence = span.after() + 1; sequence <= span.last(); sequence++) {
        assertThat(delivered).as("seed %d: %s on in %s", SEED, name, span).containsKey(sequence);
      }
    }
    for (Switchboard.Span span : switchboard.off(name)) {
      for (long sequence = span.after() + 1; sequence <= span.last(); sequence++) {
        assertThat(delivered)
            .as("seed %d: %s off in %s", SEED, name, span)
            .doesNotContainKey(sequence);
      }
    }
  }

  /** The ids that a dispatcher wrote, by sequence, in the order in which each first came. */
  private Map<Long, String> lines(String name) throws IOException {
    Map<Long, String> first = new LinkedHashMap<>();
    Path file = folder.resolve(name + ".txt");
    String text = Files.exists(file) ? Files.readString(file) : "";
    String whole = text.substring(0, text.lastIndexOf('\n') + 1); // it may be writing the next
    for (String line : whole.lines().toList()) {
      String[] words = line.split(" ", 2);
      String before = first.putIfAbsent(Long.parseLong(words[0]), words[1]);
      assertThat(before == null || before.equals(words[1])).as("ids of event %s", line).isTrue();
    }
    return first;
  }

  private Map<Long, String> journal() throws Exception {
    Map<Long, String> ids = new TreeMap<>();
    try (StateFile file = StateFile.copy(folder)) {
      for (Entry entry : file.journalAfter(0)) {
        ids.put(entry.sequence(), entry.id());
      }
    }
    return new HashMap<>(ids);
  }

  @SuppressWarnings("SystemOut") // the figures are for whoever runs it
  private static void report(Switchboard switchboard, int events) {
    long spans = Switchboard.NAMES.stream().mapToLong(name -> switchboard.on(name).size()).sum();
    System.out.printf(
        "%d changes %s, %d spans, %d events%n", CHANGES, switchboard.ways(), spans, events);
  }

  private static void flow(Api api, String profile, AtomicBoolean flowing) {
    long next = System.nanoTime();
    try {
      for (int i = 0; flowing.get(); i++) {
        api.node("n" + i, profile);
        next += NODE_EVERY.toNanos();
        Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
      }
    } catch (IOException | InterruptedException over) {
      throw new IllegalStateException("the flow of events broke off", over);
    }
  }
}
