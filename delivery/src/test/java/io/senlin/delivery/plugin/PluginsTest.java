package io.senlin.delivery.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.senlin.delivery.DispatcherSource;
import io.senlin.spi.EventBackend;
import io.senlin.spi.Settings;
import io.senlin.testkit.PluginJar;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
  @TempDir Path folder;
  private Path path;
  private Plugins plugins;

  @BeforeEach
  void start() {
    path = folder.resolve("plugins");
    plugins = Plugins.in(folder.resolve("copies"), Set.of("database"));
  }

  @AfterEach
  void close() {
    plugins.close();
  }

  @Test
  void findsDispatchersInFoldersAndSingleJars() throws Exception {
    PluginJar.empty()
        .source("org.example.Library", "package org.example; public final class Library {}")
        .manifest("Implementation-Version", "5.37")
        .write(jar("one/a-library"));
    PluginJar.of("one", "One", "").manifest("Implementation-Version", "1.2").write(jar("one/b"));
    PluginJar.of("two", "Two", "").write(jar("two"));
    Plugins.Found found = scan();
    assertThat(found.problems()).isEmpty();
    assertThat(found.dispatchers())
        .extracting(DispatcherSource::name)
        .containsExactlyInAnyOrder("one", "two");
    DispatcherSource one = source(found, "one");
    assertThat(one.version()).contains("1.2");
    assertThat(one.options()).contains(List.of());
    assertThat(one.create()).isInstanceOf(EventBackend.class);
  }

  @Test
  void aConfiguredClassNeedsNeitherServiceNorAnnotation() {
    PluginJar.empty()
        .source(
            "com.example.Plain",
            """
            package com.example;
            import io.senlin.spi.*;
            public class Plain extends EventBackend {
              public void dump(Level level, Action action, Details details) {}
            }
            """)
        .write(jar("plain"));
    Plugins.Found found =
        plugins.scan(List.of(path), Map.of("plain", "com.example.Plain", "no", "com.example.No"));
    assertThat(found.dispatchers()).extracting(DispatcherSource::name).containsExactly("plain");
    assertThat(found.problems())
        .singleElement()
        .extracting(PluginProblem::toString)
        .asString()
        .contains("senlin.conf", "com.example.No", "no plugin below plugin_path holds that class");
  }

  @Test
  void pluginsHaveLibrariesOfTheirOwnAndSeeNothingOfTheEngine() throws Exception {
    for (String version : List.of("1", "2")) {
      String library = "package com.lib; public class Lib { public static int V = VERSION; }";
      String open =
          """
          public void open(Settings settings) throws Exception {
            if (com.lib.Lib.V != VERSION) throw new Exception("the other's library");
            try {
              Class.forName("io.senlin.delivery.Delivery");
              throw new IllegalStateException("sees the engine");
            } catch (ClassNotFoundException right) {}
            org.slf4j.LoggerFactory.getLogger("plugin").info("opened");
          }
          """;
      PluginJar.of("user" + version, "User", open.replace("VERSION", version))
          .source("com.lib.Lib", library.replace("VERSION", version))
          .write(jar("user" + version));
    }
    for (DispatcherSource source : scan().dispatchers()) {
      source.create().open(Settings.of(source.name(), List.of(), Map.of()));
    }
  }

  @Test
  void saysWhatIsWrongWithAPluginAndUsesTheRest() throws Exception {
    PluginJar.of("good", "Good", "").write(jar("a-good"));
    PluginJar.of("good", "Second", "").write(jar("b-second"));
    PluginJar.of("database", "Ours", "").write(jar("c-ours"));
    PluginJar.empty()
        .source("com.example.Stranger", "package com.example; public class Stranger {}")
        .service("com.example.Stranger")
        .write(jar("d-stranger"));
    PluginJar.of("needy", "Needy", "public Needy(String text) {}").write(jar("e-needy"));
    PluginJar.of("newer", "Newer", "").manifest("Senlin-SPI-Version", "2.0").write(jar("f-newer"));
    PluginJar.of("lost", "Lost", "com.lib.Gone field; public com.lib.Gone gone() { return null; }")
        .source("com.lib.Gone", "package com.lib; public class Gone {}")
        .without("com.lib.Gone")
        .write(jar("g-lost"));
    PluginJar.empty().service("com.example.Typo").write(jar("h-typo"));
    PluginJar.empty().write(jar("i-nothing"));
    PluginJar.of("Upper Case", "Upper", "").write(jar("j-upper"));
    PluginJar.of("future", "Future", "").write(jar("k-future"));
    makeNewer(jar("k-future"));
    Files.writeString(jar("l-broken"), "PK no jar");
    Files.createDirectories(path.resolve("m-empty"));
    Plugins.Found found = scan();
    assertThat(found.dispatchers()).extracting(DispatcherSource::name).containsExactly("good");
    assertThat(found.problems()).hasSize(12);
    assertProblem(found, "b-second", "there is a dispatcher good of", "remove one of the two");
    assertProblem(found, "c-ours", "is part of the engine; give the plugin's another name");
    assertProblem(found, "d-stranger", "com.example.Stranger not a subtype", "must extend");
    assertProblem(found, "e-needy", "constructor");
    assertProblem(found, "f-newer", "made for version 2.0 of the SPI, this engine has 1.0");
    assertProblem(found, "g-lost", "class com.lib.Gone is missing; put the jar that has it");
    assertProblem(found, "h-typo", "com.example.Typo not found", "META-INF/services");
    assertProblem(found, "i-nothing", "it names no dispatcher");
    assertProblem(found, "j-upper", "lower-case letters");
    assertProblem(found, "k-future", "compiled for a newer Java");
    assertProblem(found, "l-broken", "is no complete jar", "copy it again");
    assertProblem(found, "m-empty", "holds no jar");
  }

  @Test
  void aPackageThatIsSealedInOneOfTwoJarsHidesOnlyWhatIsInThatJar() {
    PluginJar.of("open", "Open", "").write(jar("both/a"));
    PluginJar.of("sealed", "Sealed", "").manifest("Sealed", "true").write(jar("both/b"));
    PluginJar.of("other", "Other", "").write(jar("other"));
    Plugins.Found found = scan();
    assertThat(found.dispatchers())
        .extracting(DispatcherSource::name)
        .containsExactlyInAnyOrder("open", "other");
    assertProblem(found, "both", "sealing violation", "build its jars anew");
  }

  @Test
  void aReplacedJarIsANewSourceAndDoesNotBreakTheRunningOne() throws Exception {
    String lazy = "public void close() throws Exception { Class.forName(\"com.example.Later\"); }";
    PluginJar first =
        PluginJar.of("one", "One", lazy)
            .source("com.example.Later", "package com.example; class Later {}");
    first.write(jar("one"));
    DispatcherSource before = source(scan(), "one");
    assertThat(source(scan(), "one")).isEqualTo(before);
    before.hold();
    EventBackend running = before.create();
    PluginJar.of("one", "One", "").write(jar("one"));
    DispatcherSource after = source(scan(), "one");
    assertThat(after).isNotEqualTo(before);
    running.close(); // loads a class that the new jar does not have
    before.release();
    assertThat(copies()).hasSize(1);
    Files.delete(jar("one"));
    assertThat(scan().dispatchers()).isEmpty();
    assertThat(copies()).isEmpty();
  }

  @Test
  void findsNothingInAFolderThatDoesNotExist() {
    assertThat(scan()).isEqualTo(new Plugins.Found(List.of(), List.of()));
  }

  @Test
  void aConstructorThatFailsOrNeverReturnsHidesOnlyItsOptions() {
    PluginJar.of("thrower", "Thrower", "public Thrower() { throw new Error(\"no\"); }")
        .write(jar("thrower"));
    PluginJar.of(
            "sleeper",
            "Sleeper",
            "public Sleeper() throws Exception { new"
                + " java.util.concurrent.CountDownLatch(1).await(); }")
        .write(jar("sleeper"));
    Plugins.Found found = scan();
    assertThat(found.problems()).isEmpty();
    assertThat(source(found, "thrower").options()).isEmpty();
    assertThat(source(found, "sleeper").options()).isEmpty();
  }

  @Test
  void asksAgainForOptionsThatWereNotToldInTime() throws Exception {
    Path open = folder.resolve("open");
    PluginJar.of(
            "slow",
            "Slow",
            """
            public Slow() throws Exception {
              java.nio.file.Path open = java.nio.file.Path.of("%s");
              while (!java.nio.file.Files.exists(open)) Thread.sleep(10);
            }
            """
                .formatted(open))
        .write(jar("slow"));
    PluginJar.of(
            "failing",
            "Failing",
            "public Failing() { if (!java.nio.file.Files.exists(java.nio.file.Path.of(\"%s\")))"
                    .formatted(open)
                + " throw new IllegalStateException(\"not yet\"); }")
        .write(jar("failing"));
    Plugins.Found found = scan();
    assertThat(source(found, "slow").options()).isEmpty();
    assertThat(source(found, "failing").options()).isEmpty();
    Files.createFile(open);
    await().until(() -> source(found, "slow").options().isPresent());
    assertThat(source(found, "failing").options()).isPresent();
  }

  private Plugins.Found scan() {
    return plugins.scan(List.of(path), Map.of());
  }

  private Path jar(String name) {
    return path.resolve(name + ".jar");
  }

  private List<Path> copies() throws Exception {
    Path copies = folder.resolve("copies");
    try (var all = Files.list(copies)) {
      return all.toList();
    }
  }

  private static DispatcherSource source(Plugins.Found found, String name) {
    return found.dispatchers().stream()
        .filter(source -> source.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void assertProblem(Plugins.Found found, String file, String... parts) {
    assertThat(found.problems())
        .filteredOn(problem -> problem.file().getFileName().toString().startsWith(file))
        .singleElement()
        .extracting(PluginProblem::message)
        .asString()
        .contains(parts);
  }

  /** Raises the class file version of all classes in a jar beyond any this JVM knows. */
  private static void makeNewer(Path jar) throws Exception {
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
      Path type = files.getPath("com/example/Future.class");
      byte[] code;
      try (InputStream in = Files.newInputStream(type)) {
        code = in.readAllBytes();
      }
      code[7] = 120;
      try (OutputStream out = Files.newOutputStream(type)) {
        out.write(code);
      }
    }
  }
}
