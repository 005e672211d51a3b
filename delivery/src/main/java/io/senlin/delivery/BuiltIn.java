package io.senlin.delivery;

import io.senlin.spi.EventBackend;
import io.senlin.spi.Option;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A dispatcher that is part of the engine. */
final class BuiltIn implements DispatcherSource {
  private final String name;
  private final Supplier<? extends EventBackend> instances;
  private final List<Option> options;

  BuiltIn(String name, Supplier<? extends EventBackend> instances) {
    this.name = name;
    this.instances = instances;
    this.options = List.copyOf(instances.get().options());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> version() {
    return Optional.of("built in");
  }

  @Override
  public Optional<List<Option>> options() {
    return Optional.of(options);
  }

  @Override
  public ClassLoader loader() {
    return BuiltIn.class.getClassLoader();
  }

  @Override
  public EventBackend create() {
    return instances.get();
  }
}
