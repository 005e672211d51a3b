package io.senlin.delivery;

import io.senlin.config.Secrets;
import io.senlin.journal.Register.Entry;
import io.senlin.spi.Option;
import io.senlin.spi.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Makes a checked {@link Plan} of what is configured, or says all that is wrong with it. */
final class Planner {
  private static final Set<String> SERVED =
      DeliveryOptions.all().stream().map(Option::name).collect(Collectors.toUnmodifiableSet());

  private final DispatcherConfiguration wanted;
  private final Secrets secrets;
  private final List<Refused.Fault> faults = new ArrayList<>();

  Planner(DispatcherConfiguration wanted, Secrets secrets) {
    this.wanted = wanted;
    this.secrets = secrets;
  }

  /**
   * The plans of all dispatchers that are enabled, by configuration or by wish; empty for one that
   * is not available.
   *
   * @param missingAllowed whether one that the configuration enables may be missing
   * @throws Refused if anything is wrong
   */
  Map<String, Optional<Plan>> plans(
      Map<String, DispatcherSource> sources, Collection<Entry> remembered, boolean missingAllowed)
      throws Refused {
    Set<String> enabled = new TreeSet<>(wanted.enabled());
    if (!missingAllowed) {
      enabled.stream()
          .filter(name -> !sources.containsKey(name))
          .forEach(name -> fault("DEFAULT", "event_dispatchers", unknown(name, sources.keySet())));
    }
    for (Entry entry : remembered) {
      switch (entry.wish()) {
        case ENABLED -> enabled.add(entry.name());
        case DISABLED -> enabled.remove(entry.name());
        case NONE -> {}
      }
    }
    Map<String, Optional<Plan>> plans = new TreeMap<>();
    for (String name : enabled) {
      plans.put(name, Optional.ofNullable(sources.get(name)).flatMap(this::plan));
    }
    sources.values().stream()
        .filter(source -> !enabled.contains(source.name()))
        .forEach(this::checkGiven);
    if (!faults.isEmpty()) {
      throw new Refused(faults);
    }
    return plans;
  }

  private static String unknown(String name, Set<String> known) {
    return "event_dispatchers names '%s', but there is no such dispatcher; there are %s"
        .formatted(name, String.join(", ", known));
  }

  private void fault(String section, String option, String message) {
    faults.add(new Refused.Fault(section, option, message));
  }

  /** Checks what is given for a dispatcher that is off, of which nothing is required. */
  private void checkGiven(DispatcherSource source) {
    String name = source.name();
    Map<String, String> own = ownOptions(name);
    check("dispatcher:" + name, name, servedOptions(name), new TreeMap<>());
    source
        .options()
        .ifPresent(
            options -> {
              options.stream().filter(Option::secret).map(Option::name).forEach(own::remove);
              boolean _ = checkValues(name, options, own);
            });
  }

  private Map<String, String> ownOptions(String name) {
    Map<String, String> own = new TreeMap<>(wanted.section(name));
    own.keySet().removeAll(SERVED);
    return own;
  }

  private Map<String, String> servedOptions(String name) {
    Map<String, String> served = new TreeMap<>(wanted.section(name));
    served.keySet().retainAll(SERVED);
    return served;
  }

  /** The plan for one dispatcher; empty if its configuration is wrong. */
  private Optional<Plan> plan(DispatcherSource source) {
    int before = faults.size();
    String name = source.name();
    Map<String, String> served = new TreeMap<>();
    check("dispatchers", name, wanted.common(), served);
    Map<String, String> own = ownOptions(name);
    check("dispatcher:" + name, name, servedOptions(name), served);
    Optional<List<Option>> options = source.options();
    options.ifPresent(known -> checkOwn(name, known, own));
    if (faults.size() > before) {
      return Optional.empty();
    }
    Policy policy = Policy.of(Settings.of(name, DeliveryOptions.all(), served));
    OwnValues values =
        options
            .map(known -> OwnValues.resolved(own, known))
            .orElseGet(() -> OwnValues.unresolved(own, secrets));
    return Optional.of(new Plan(source, values, served, policy));
  }

  private void check(
      String section, String name, Map<String, String> given, Map<String, String> accepted) {
    given.forEach(
        (option, value) -> {
          if (!SERVED.contains(option)) {
            fault(section, option, "[%s] has no option '%s'".formatted(section, option));
            return;
          }
          attempt(
              section,
              option,
              () -> Policy.of(Settings.of(name, DeliveryOptions.all(), Map.of(option, value))));
          accepted.put(option, value);
        });
  }

  /** What is given for such an option would never reach the dispatcher. */
  private void refuseServed(String name, List<Option> options) {
    options.stream()
        .map(Option::name)
        .filter(SERVED::contains)
        .forEach(
            option ->
                fault(
                    "dispatcher:" + name,
                    option,
                    "dispatcher '%s' declares the option '%s', which every dispatcher has already; its author has to name it otherwise"
                        .formatted(name, option)));
  }

  private void checkOwn(String name, List<Option> options, Map<String, String> own) {
    refuseServed(name, options);
    String section = "dispatcher:" + name;
    for (Option option : options) {
      if (option.secret() && own.containsKey(option.name())) {
        attempt(
            section,
            option.name(),
            () ->
                own.computeIfPresent(
                    option.name(), (_, value) -> OwnValues.resolve(secrets, name, option, value)));
      }
    }
    if (checkValues(name, options, own)) {
      attempt(section, "", () -> Settings.of(name, options, own));
    }
  }

  /** Checks each value for itself; returns whether all are right. */
  private boolean checkValues(String name, List<Option> options, Map<String, String> own) {
    List<Option> optional = options.stream().map(Planner::notRequired).toList();
    Set<String> bad = new HashSet<>();
    own.forEach(
        (option, value) -> {
          Consumer<String> note =
              message -> {
                bad.add(option);
                fault("dispatcher:" + name, option, message);
              };
          attempt(() -> Settings.of(name, optional, Map.of(option, value)), note);
        });
    return bad.isEmpty();
  }

  private void attempt(String section, String option, Runnable check) {
    attempt(check, message -> fault(section, option, message));
  }

  private static void attempt(Runnable check, Consumer<String> note) {
    try {
      check.run();
    } catch (IllegalArgumentException wrong) {
      note.accept(String.valueOf(wrong.getMessage()));
    }
  }

  private static Option notRequired(Option option) {
    return option.isRequired()
        ? new Option(
            option.name(),
            option.kind(),
            option.help(),
            option.defaultValue(),
            false,
            option.secret(),
            option.alsoFrom(),
            option.form())
        : option;
  }
}
