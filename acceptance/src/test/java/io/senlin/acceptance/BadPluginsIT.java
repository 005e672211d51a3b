package io.senlin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.senlin.testkit.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The engine as a process, with plugins that misbehave. */
@SuppressWarnings("InterruptedExceptionSwallowed") // a test may end with any exception
class BadPluginsIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String DUMP =
      "public void dump(Level level, Action action, Details details) throws Exception {";
  private static final String FOREVER =
      "while (true) { java.util.concurrent.locks.LockSupport.park(); Thread.interrupted(); }";

  private static final Map<String, String> BAD =
      new TreeMap<>(
          Map.of(
              "constructor",
              "public Bad() { throw new IllegalStateException(\"no\"); }",
              "initialiser",
              "static { if (true) throw new Error(\"static\"); }",
              "open",
              "public void open(Settings s) throws Exception { throw new Exception(); }",
              "dump",
              DUMP + " throw new StackOverflowError(); }",
              "close",
              "public void close() { throw new Error(\"no end\"); }",
              "stuck",
              DUMP + FOREVER + " }",
              "hungry",
              DUMP
                  + " java.util.List<byte[]> all = new java.util.ArrayList<>();"
                  + " while (true) all.add(new byte[1 << 20]); }",
              "parent",
              "public void open(Settings s) { new Thread(() -> { " + FOREVER + " }).start(); }"));

  @TempDir private Path folder;
  private int port;

  @BeforeEach
  void findPort() throws IOException {
    port = EngineProcess.freePort();
  }

  @Test
  void noneOfThemStopsTheEngineOrAnotherDispatcher() throws Exception {
    BAD.forEach(
        (name, body) ->
            PluginJar.of(name, "Bad", body).write(folder.resolve("plugins/" + name + ".jar")));
    configure(BAD.keySet());
    try (EngineProcess engine = EngineProcess.start(folder, port)) {
      String profile = engine.api().simulatedProfile("plain");
      makeNodes(engine.api(), profile, 30);
      awaitDelivered(engine, 60);
      for (String name : List.of("constructor", "initialiser", "open")) {
        await().atMost(LIMIT).until(() -> !shown(engine, name).get("last_error").isNull());
        assertThat(shown(engine, name).get("state").asString()).as(name).isEqualTo("OPENING");
      }
      for (String name : List.of("dump", "hungry")) {
        await().atMost(LIMIT).until(() -> shown(engine, name).get("retried").asInt() > 1);
        assertThat(shown(engine, name).get("delivered").asInt()).as(name).isZero();
      }
      for (String name : List.of("close", "parent")) {
        await().atMost(LIMIT).until(() -> shown(engine, name).get("delivered").asInt() == 60);
      }
      configure(List.of());
      for (String name : BAD.keySet()) {
        await().atMost(LIMIT).until(() -> state(engine, name).equals("DISABLED"));
      }
      makeNodes(engine.api(), profile, 5);
      awaitDelivered(engine, 70);
      await().atMost(LIMIT).until(() -> engine.log().contains("is left behind, with its memory"));
      assertThat(engine.stop()).as("it stops in order").isEqualTo(143);
    }
  }

  /** What the JVM does not allow to prevent: the engine ends, and the next start goes on. */
  @Test
  void onePluginThatEndsTheProcessCostsARestartAndNoEvent() throws Exception {
    PluginJar.of("leaver", "Bad", DUMP + " System.exit(3); }")
        .write(folder.resolve("plugins/leaver.jar"));
    configure(List.of("leaver"));
    try (EngineProcess engine = EngineProcess.start(folder, port)) {
      makeNodes(engine.api(), engine.api().simulatedProfile("plain"), 1);
      assertThat(engine.awaitEnd()).isEqualTo(3);
    }
    configure(List.of());
    try (EngineProcess engine = EngineProcess.start(folder, port)) {
      Path state = folder.resolve("events.jsonl");
      await().atMost(LIMIT).until(() -> Files.readAllLines(state).size() == 2);
      assertThat(state(engine, "leaver")).isEqualTo("DISABLED");
    }
  }

  private void configure(Collection<String> bad) throws IOException {
    StringBuilder text = new StringBuilder("[DEFAULT]\n");
    text.append("state_dir = %1$s/state\nplugin_path = %1$s/plugins\n".formatted(folder));
    text.append("event_dispatchers = database\nevent_dispatchers = jsonfile\n");
    bad.forEach(name -> text.append("event_dispatchers = ").append(name).append('\n'));
    text.append("[senlin_api]\nbind_port = ").append(port).append('\n');
    text.append("[dispatchers]\ndrain_timeout = 200ms\nretry_max = 1s\n");
    text.append("[dispatcher:jsonfile]\npath = ").append(folder).append("/events.jsonl\n");
    Files.writeString(folder.resolve("senlin.conf"), text);
  }

  private static void makeNodes(Api api, String profile, int count)
      throws IOException, InterruptedException {
    for (int i = 0; i < count; i++) {
      api.node("n" + System.nanoTime(), profile);
    }
  }

  private static void awaitDelivered(EngineProcess engine, int events) {
    for (String good : List.of("database", "jsonfile")) {
      await().atMost(LIMIT).until(() -> shown(engine, good).get("delivered").asInt() == events);
    }
  }

  private static String state(EngineProcess engine, String name)
      throws IOException, InterruptedException {
    return shown(engine, name).get("state").asString();
  }

  private static JsonNode shown(EngineProcess engine, String name)
      throws IOException, InterruptedException {
    return engine.api().get("/v1/dispatchers/" + name).body().get("dispatcher");
  }
}
