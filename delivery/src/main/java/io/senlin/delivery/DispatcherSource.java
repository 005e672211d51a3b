package io.senlin.delivery;

import io.senlin.spi.EventBackend;
import io.senlin.spi.Option;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where the instances of one dispatcher come from. Two sources are equal exactly if they give the
 * same: a new version of a plugin is another source. Implementations are thread-safe.
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

  /** Says that instances may be made from now on, until {@link #release}. */
  default void hold() {}

  /** Says that whoever called {@link #hold} makes no more instances, and uses none. */
  default void release() {}

  /**
   * A new instance, not yet opened.
   *
   * @throws Exception if its class or its constructor fails
   */
  EventBackend create() throws Exception;

  /** A dispatcher that is part of the engine. */
  static DispatcherSource builtIn(String name, Supplier<? extends EventBackend> instances) {
    return new BuiltIn(name, instances);
  }
}
