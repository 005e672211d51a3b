package io.senlin.delivery;

import io.senlin.journal.Journal;
import io.senlin.journal.Register;
import io.senlin.spi.EventBackend;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Puts a {@link Delivery} together for an engine that has no senlin.conf. What is not said is as
 * usual: the system's clock, a register that forgets, each option at its default. Used by one
 * thread.
 */
public final class DeliveryBuilder {
  private final Journal journal;
  private final List<DispatcherSource> sources = new ArrayList<>();
  private DispatcherConfiguration configuration = DispatcherConfiguration.of();
  private Register register = Register.inMemory();
  private InstantSource clock = InstantSource.system();

  DeliveryBuilder(Journal journal) {
    this.journal = journal;
  }

  /** Where it is remembered over a restart which dispatchers are on. */
  public DeliveryBuilder register(Register remembers) {
    register = remembers;
    return this;
  }

  public DeliveryBuilder clock(InstantSource time) {
    clock = time;
    return this;
  }

  /** Adds a dispatcher that is switched on at the start. */
  public DeliveryBuilder dispatcher(String name, Supplier<? extends EventBackend> instances) {
    return dispatcher(DispatcherSource.builtIn(name, instances));
  }

  /** Adds a dispatcher that is switched on at the start, one of a plugin for example. */
  public DeliveryBuilder dispatcher(DispatcherSource source) {
    sources.add(source);
    configuration = configuration.enabling(source.name());
    return this;
  }

  /** Sets an option of one dispatcher: its own, or one of {@link DeliveryOptions}. */
  public DeliveryBuilder option(String dispatcher, String name, String value) {
    configuration = configuration.with(dispatcher, name, value);
    return this;
  }

  /**
   * Starts delivering.
   *
   * @throws Refused if an option is wrong; the message names all that are
   */
  public Delivery start() throws Refused {
    Delivery delivery = Delivery.of(journal, register, clock);
    try {
      delivery.apply(sources, configuration);
      return delivery;
    } catch (Refused | RuntimeException failed) {
      delivery.close();
      throw failed;
    }
  }
}
