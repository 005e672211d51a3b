package io.senlin.delivery;

import static io.senlin.delivery.MemoryJournal.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.delivery.plugin.Plugins;
import io.senlin.journal.Register;
import io.senlin.testkit.Events;
import io.senlin.testkit.PluginJar;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real jars of plugins that misbehave in every way that ends in their own thread. */
class BadPluginIT {
  private static final Map<String, String> BAD =
      Map.ofEntries(
          Map.entry("constructor", "public Bad() { throw new IllegalStateException(\"no\"); }"),
          Map.entry("initialiser", "static { if (true) throw new Error(\"static\"); }"),
          Map.entry(
              "open", "public void open(Settings s) throws Exception { throw new Exception(); }"),
          Map.entry(
              "dump",
              "public void dump(Level level, Action action, Details details) { throw new"
                  + " StackOverflowError(); }"),
          Map.entry("close", "public void close() { throw new Error(\"no end\"); }"),
          Map.entry(
              "stuck",
              "public void dump(Level level, Action action, Details details) {"
                  + " while (true) { java.util.concurrent.locks.LockSupport.park();"
                  + " Thread.interrupted(); } }"),
          Map.entry(
              "born",
              "public Bad() { while (true) { java.util.concurrent.locks.LockSupport.park();"
                  + " Thread.interrupted(); } }"),
          Map.entry(
              "hungry",
              "public void dump(Level level, Action action, Details details) {"
                  + " long[][] all = new long[1 << 20][]; for (int i = 0; ; i++)"
                  + " all[i] = new long[Integer.MAX_VALUE - 8]; }"),
          Map.entry(
              "mute",
              "public void dump(Level level, Action action, Details details) {"
                  + " throw new RuntimeException() { public String getMessage() {"
                  + " throw new Error(); } }; }"),
          Map.entry(
              "parent",
              "public void open(Settings s) { Thread child = new Thread(() -> {"
                  + " while (true) java.util.concurrent.locks.LockSupport.park(); });"
                  + " child.setDaemon(true); child.start(); }"),
          Map.entry(
              "interrupter",
              "public void dump(Level level, Action action, Details details) throws Exception {"
                  + " Thread.currentThread().interrupt(); }"));

  @TempDir Path folder;

  @Test
  void noneOfThemStopsAnotherDispatcherOrTheEnd() throws Exception {
    BAD.forEach(
        (name, body) ->
            PluginJar.of(name, "Bad", body).write(folder.resolve("plugins/" + name + ".jar")));
    MemoryJournal journal = new MemoryJournal();
    Recorder good = new Recorder("good");
    try (Plugins plugins = Plugins.in(folder.resolve("copies"))) {
      Plugins.Found found = plugins.scan(List.of(folder.resolve("plugins")), Map.of());
      assertThat(found.problems()).isEmpty();
      Delivery delivery = Delivery.of(journal, Register.inMemory(), InstantSource.system());
      List<DispatcherSource> sources = new ArrayList<>(found.dispatchers());
      sources.add(good);
      delivery.apply(sources, configuration(sources));
      for (int i = 0; i < 100; i++) {
        journal.append(Events.of("CLUSTER_CREATE"));
      }
      await().until(() -> good.delivered().size() == 100);
      for (String name : List.of("constructor", "initialiser", "open")) {
        await().until(() -> state(delivery, name) == DispatcherState.OPENING);
        await().until(() -> error(delivery, name).isPresent());
      }
      for (String name : List.of("dump", "hungry", "mute")) {
        await().until(() -> state(delivery, name) == DispatcherState.FAILING);
      }
      for (String name : List.of("close", "parent", "interrupter")) {
        await().until(() -> journal.cursor(name, MemoryJournal.OWN).orElse(0) == 100);
      }
      assertThat(error(delivery, "hungry").orElseThrow()).startsWith("OutOfMemoryError");
      long began = System.nanoTime();
      delivery.close(Duration.ofMillis(200));
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
      assertThat(good.calls()).last().isEqualTo("close");
    }
  }

  private static DispatcherConfiguration configuration(List<DispatcherSource> sources) {
    String[] names = sources.stream().map(DispatcherSource::name).toArray(String[]::new);
    return DispatcherConfiguration.of(names);
  }

  private static DispatcherState state(Delivery delivery, String name) {
    return delivery.status(name).orElseThrow().state();
  }

  private static Optional<String> error(Delivery delivery, String name) {
    return delivery.status(name).orElseThrow().lastError();
  }
}
