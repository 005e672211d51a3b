package io.senlin.delivery.plugin;

import io.senlin.delivery.DispatcherSource;
import io.senlin.spi.EventBackend;
import io.senlin.spi.Option;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One dispatcher of a plugin. */
final class PluginDispatcher implements DispatcherSource {
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);

  private final String name;
  private final Plugin plugin;
  private final Class<? extends EventBackend> type;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<List<Option>> options = Optional.empty();
  private Optional<FutureTask<List<Option>>> slow = Optional.empty();

  PluginDispatcher(String name, Plugin plugin, Class<? extends EventBackend> type) {
    this.name = name;
    this.plugin = plugin;
    this.type = type;
  }

  Plugin plugin() {
    return plugin;
  }

  @Override
  public String name() {
    return name;
  }

  /** What the manifest of its own jar says, not that of a library beside it. */
  @Override
  public Optional<String> version() {
    return Optional.ofNullable(type.getPackage().getImplementationVersion());
  }

  @Override
  public ClassLoader loader() {
    return plugin.loader();
  }

  @Override
  public void hold() {
    plugin.hold();
  }

  @Override
  public void release() {
    plugin.release();
  }

  /**
   * Asks an instance that is made for nothing else, until one has answered. One that takes long is
   * not waited for, and no other is made meanwhile.
   */
  @Override
  public Optional<List<Option>> options() {
    lock.lock();
    try {
      if (options.isEmpty()) {
        options = slow.isPresent() && !slow.get().isDone() ? Optional.empty() : ask();
      }
      return options;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public EventBackend create() throws Exception {
    if (plugin.unloaded()) {
      throw new IllegalStateException(
          "plugin %s was removed or replaced".formatted(plugin.files().path()));
    }
    try {
      return type.getConstructor().newInstance();
    } catch (InvocationTargetException failed) {
      switch (failed.getCause()) {
        case Exception exception -> throw exception;
        case Error error -> throw error;
        case null, default -> throw failed;
      }
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PluginDispatcher same
        && name.equals(same.name)
        && plugin.equals(same.plugin)
        && type.equals(same.type);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, plugin, type);
  }

  @Override
  public String toString() {
    return name + " of " + plugin.files().path();
  }

  private Optional<List<Option>> ask() {
    FutureTask<List<Option>> probe = slow.orElseGet(this::probe);
    try {
      return Optional.of(probe.get(PROBE_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException _) {
      return Optional.empty(); // opening it says why
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      slow = Optional.of(probe).filter(task -> !task.isDone());
    }
  }

  /** On a thread of its own: nobody knows whether a constructor returns. */
  private FutureTask<List<Option>> probe() {
    FutureTask<List<Option>> task = new FutureTask<>(() -> List.copyOf(create().options()));
    Thread thread = Thread.ofPlatform().daemon().name("senlin-probe-" + name).unstarted(task);
    thread.setContextClassLoader(plugin.loader());
    thread.start();
    return task;
  }
}
