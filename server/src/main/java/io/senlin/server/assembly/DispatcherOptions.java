package io.senlin.server.assembly;

import io.senlin.config.Configuration;
import io.senlin.config.Option;
import io.senlin.config.Options;
import io.senlin.config.Secrets;
import io.senlin.config.SectionRule;
import io.senlin.delivery.DeliveryOptions;
import io.senlin.delivery.DispatcherSource;
import io.senlin.spi.Option.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options that dispatchers declare, as options of senlin.conf, and their values. */
final class DispatcherOptions {
  private DispatcherOptions() {}

  /** {@code own}, and those of {@code [dispatchers]} and of every {@code [dispatcher:NAME]}. */
  static Options with(List<Option<?>> own, Collection<DispatcherSource> dispatchers) {
    List<Option<?>> all = new ArrayList<>(own);
    Set<String> declared = new HashSet<>();
    own.forEach(option -> declared.add(option.toString()));
    for (io.senlin.spi.Option common : DeliveryOptions.all()) {
      all.add(in(ServerOptions.COMMON, common));
    }
    for (DispatcherSource dispatcher : dispatchers) {
      for (io.senlin.spi.Option option : dispatcher.options().orElse(List.of())) {
        for (io.senlin.spi.Option.Place place : option.alsoFrom()) {
          Option<?> also = also(place, option, dispatcher.name());
          if (declared.add(also.toString())) {
            all.add(also);
          }
        }
      }
    }
    SectionRule rule = section -> sectionOptions(section, dispatchers);
    return Options.of(all)
        .with(ServerOptions.DISPATCHER, rule)
        .with(ServerOptions.CLASSES, SectionRule.ANY_KEY);
  }

  /**
   * What a dispatcher is given: its section, completed from the first of the other places of each
   * option that says something.
   */
  static Map<String, String> values(
      Configuration configuration, String name, Collection<DispatcherSource> dispatchers) {
    Map<String, String> values =
        new LinkedHashMap<>(configuration.section(ServerOptions.DISPATCHER + name));
    for (io.senlin.spi.Option option : options(name, dispatchers).orElse(List.of())) {
      option.alsoFrom().stream()
          .map(place -> configuration.values(place.section(), place.key()))
          .flatMap(given -> said(option, given).stream())
          .findFirst()
          .ifPresent(said -> values.putIfAbsent(option.name(), said));
      if (option.secret()) {
        values.computeIfPresent(option.name(), (key, value) -> Secrets.ofProcess().resolve(value));
      }
    }
    return values;
  }

  /**
   * What a place says, as oslo has it: an empty list is a list, and all its lines count; of another
   * option the last line counts, and an empty one ({@code transport_url =}) says nothing.
   */
  private static Optional<String> said(io.senlin.spi.Option option, List<String> given) {
    if (given.isEmpty()) {
      return Optional.empty();
    }
    return option.kind() == Kind.LIST
        ? Optional.of(String.join(",", given))
        : Optional.of(given.getLast()).filter(value -> !value.isBlank());
  }

  private static Optional<Collection<Option<?>>> sectionOptions(
      String section, Collection<DispatcherSource> dispatchers) {
    String name = section.substring(ServerOptions.DISPATCHER.length());
    return options(name, dispatchers)
        .map(
            own -> {
              List<Option<?>> all = new ArrayList<>();
              own.forEach(option -> all.add(in(section, option)));
              DeliveryOptions.all().forEach(option -> all.add(in(section, option)));
              return all;
            });
  }

  private static Optional<List<io.senlin.spi.Option>> options(
      String name, Collection<DispatcherSource> dispatchers) {
    return dispatchers.stream()
        .filter(dispatcher -> dispatcher.name().equals(name))
        .findFirst()
        .flatMap(DispatcherSource::options);
  }

  private static Option<?> also(
      io.senlin.spi.Option.Place place, io.senlin.spi.Option option, String dispatcher) {
    Option<?> also =
        Option.multi(place.section(), place.key())
            .help("For the dispatcher '%s': %s".formatted(dispatcher, option.help()));
    return option.secret() ? also.secret() : also;
  }

  private static Option<?> in(String section, io.senlin.spi.Option option) {
    String name = option.name();
    Option<?> plain =
        switch (option.kind()) {
          case TEXT -> Option.text(section, name);
          case BOOLEAN -> Option.bool(section, name);
          case INTEGER -> Option.integer(section, name, Integer.MIN_VALUE, Integer.MAX_VALUE);
          case DECIMAL -> Option.decimal(section, name);
          case DURATION -> Option.duration(section, name);
          case SIZE -> Option.size(section, name);
          case LIST -> Option.list(section, name);
          case PATH -> Option.path(section, name);
          case URI -> Option.uri(section, name);
        };
    Option<?> described = plain.help(option.help());
    Option<?> guarded = option.secret() ? described.secret() : described;
    return option.defaultValue().isPresent() ? guarded.or(option.defaultValue().get()) : guarded;
  }
}
