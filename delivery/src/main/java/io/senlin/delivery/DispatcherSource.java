package io.senlin.delivery;

import io.senlin.spi.EventBackend;
import io.senlin.spi.Option;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where the instances of one dispatcher come from. Two sources are the same exactly if they are the
 * same object: a new version of a plugin is a new source. Implementations are thread-safe.
 */
public interface DispatcherSource {
  /** The name that {@code event_dispatchers} knows it by. */
  String name();

  /** What the plugin calls its version. */
  Optional<String> version();

  /**
   * The options its section may have; empty if they could not be found out, because the plugin's
   * constructor fails for example.
   */
  Optional<List<Option>> options();

  /** The class loader that calls of an instance have as their thread's context class loader. */
  ClassLoader loader();

  /**
   * A new instance, not yet opened. Each one made is followed by one {@link #release}.
   *
   * @throws Exception if its class or its constructor fails
   */
  EventBackend create() throws Exception;

  /** Says that an instance, or one whose making failed, is not used any more. */
  default void release() {}

  /** A dispatcher that is part of the engine. */
  static DispatcherSource builtIn(String name, Supplier<? extends EventBackend> instances) {
    return new BuiltIn(name, instances);
  }
}
