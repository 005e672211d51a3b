package io.senlin.delivery.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.delivery.DispatcherSource;
import io.senlin.spi.EventBackend;
import io.senlin.spi.Settings;
import io.senlin.testkit.PluginJar;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads and unloads a plugin a hundred times and looks at what is left. */
@SuppressWarnings("InterruptedExceptionSwallowed") // a test may end with any exception
class PluginUnloadIT {
  private static final int CYCLES = 100;

  @TempDir Path folder;

  @Test
  void aHundredCyclesLeaveNoClassLoaderAndAFlatMetaspace() throws Exception {
    Path jar = folder.resolve("plugins/one.jar");
    PluginJar.of(
            "one",
            "One",
            """
            private static final ThreadLocal<byte[]> LOCAL = ThreadLocal.withInitial(() -> new byte[9]);
            public void open(Settings settings) {
              LOCAL.get();
              org.slf4j.LoggerFactory.getLogger(One.class).debug("opened");
            }
            """)
        .write(jar);
    byte[] content = Files.readAllBytes(jar);
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    long after10 = 0;
    try (Plugins plugins = Plugins.in(folder.resolve("copies"))) {
      for (int i = 0; i < CYCLES; i++) {
        Files.write(jar, content);
        loaders.add(cycle(plugins));
        Files.delete(jar);
        assertThat(plugins.scan(List.of(jar.getParent()), Map.of()).dispatchers()).isEmpty();
        if (i == 9) {
          after10 = metaspace(loaders);
        }
      }
      long after100 = metaspace(loaders);
      assertThat(loaders).allMatch(loader -> loader.get() == null);
      assertThat(after100 - after10).isLessThan(1 << 20);
      assertThat(folder.resolve("copies")).isEmptyDirectory();
    }
  }

  /** Runs the plugin on a thread that ends, as a worker does. */
  private WeakReference<ClassLoader> cycle(Plugins plugins) throws Exception {
    DispatcherSource source =
        plugins.scan(List.of(folder.resolve("plugins")), Map.of()).dispatchers().getFirst();
    source.hold();
    List<Throwable> failures = new ArrayList<>();
    Thread thread =
        Thread.ofPlatform()
            .uncaughtExceptionHandler((_, failure) -> failures.add(failure))
            .start(
                () -> {
                  try {
                    EventBackend instance = source.create();
                    instance.open(Settings.of("one", instance.options(), Map.of()));
                    instance.close();
                  } catch (Exception failure) {
                    throw new IllegalStateException(failure);
                  }
                });
    thread.join();
    assertThat(failures).isEmpty();
    source.release();
    return new WeakReference<>(source.loader());
  }

  /** The metaspace in use once no class loader that can go is left. */
  private static long metaspace(List<WeakReference<ClassLoader>> loaders) {
    long deadline = System.nanoTime() + 30_000_000_000L;
    do {
      System.gc();
    } while (loaders.stream().anyMatch(loader -> loader.get() != null)
        && System.nanoTime() < deadline);
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .mapToLong(pool -> pool.getUsage().getUsed())
        .sum();
  }
}
