package io.senlin.delivery.filter;

import io.senlin.spi.Event;
import io.senlin.spi.Level;
import io.senlin.spi.Option;
import io.senlin.spi.Option.Kind;
import io.senlin.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides which events a dispatcher receives. An event passes if it is at least as critical as
 * {@code priority}, if it is not derived where {@code exclude_derived_actions} says so, if for each
 * {@code include_…} that has any globs one of them matches, if no glob of any {@code exclude_…}
 * matches, and if the expression {@code filter} is true of it. Immutable.
 */
public final class EventFilter {
  private static final String GLOBS = " (names with commas between them; * and ? as in a shell)";
  private static final List<Aspect> ASPECTS =
      List.of(
          new Aspect(
              "objects",
              "kinds of object, CLUSTER or NODE,",
              List.of("CLUSTER", "NODE"),
              e -> e.action().objectType()),
          new Aspect(
              "actions",
              "actions, such as CLUSTER_SCALE_* or reboot,",
              List.of(),
              EventFilter::action),
          new Aspect(
              "phases",
              "phases, start, end or error,",
              List.of("start", "end", "error"),
              e -> e.details().phase()),
          new Aspect(
              "projects", "projects, by id,", List.of(), e -> e.action().context().project()),
          new Aspect("clusters", "clusters, by id,", List.of(), EventAttributes::cluster));

  private static final Option PRIORITY =
      Option.of(
              "priority",
              Kind.TEXT,
              "The lowest level dispatched: debug, info, warning, error or critical.")
          .or("info");
  private static final Option EXCLUDE_DERIVED =
      Option.of(
              "exclude_derived_actions",
              Kind.BOOLEAN,
              "Leave out the events of actions that another action made, such as the node actions"
                  + " of a cluster action.")
          .or("true");
  private static final Option EXPRESSION =
      Option.of(
          "filter",
          Kind.TEXT,
          "A CloudEvents SQL expression that is true of every event dispatched, such as"
              + " type LIKE 'cluster.%' AND severity >= 40. Its names are id, source, type,"
              + " subject, time, level, severity, phase, reason, action, objecttype, status,"
              + " derived, name, cluster, profile, project, user and requestid.");

  /**
   * One property of an event that globs look at.
   *
   * @param all the values it may have; empty if anything
   */
  private record Aspect(String name, String help, List<String> all, Function<Event, String> value) {
    Option include() {
      return Option.of("include_" + name, Kind.LIST, "Dispatch only these " + help + GLOBS + ".");
    }

    Option exclude() {
      return Option.of("exclude_" + name, Kind.LIST, "Leave out these " + help + GLOBS + ".");
    }
  }

  private record Rule(Function<Event, String> value, Globs globs, boolean include) {
    boolean admits(Event event) {
      return globs.match(value.apply(event)) == include;
    }
  }

  private final Level lowest;
  private final boolean excludeDerived;
  private final List<Rule> rules;
  private final Optional<Expression> expression;

  private EventFilter(
      Level lowest, boolean excludeDerived, List<Rule> rules, Optional<Expression> expression) {
    this.lowest = lowest;
    this.excludeDerived = excludeDerived;
    this.rules = List.copyOf(rules);
    this.expression = expression;
  }

  /** The options a filter is made from. */
  public static List<Option> options() {
    List<Option> options = new ArrayList<>(List.of(PRIORITY, EXCLUDE_DERIVED));
    for (Aspect aspect : ASPECTS) {
      options.add(aspect.include());
      options.add(aspect.exclude());
    }
    options.add(EXPRESSION);
    return List.copyOf(options);
  }

  /**
   * The filter that the {@link #options} of one dispatcher make.
   *
   * @throws IllegalArgumentException if one is wrong; the message says which and what to do
   */
  public static EventFilter of(Settings settings) {
    List<Rule> rules = new ArrayList<>();
    for (Aspect aspect : ASPECTS) {
      addRule(rules, settings, aspect, aspect.include(), true);
      addRule(rules, settings, aspect, aspect.exclude(), false);
    }
    return new EventFilter(
        level(settings),
        settings.bool(EXCLUDE_DERIVED.name()),
        rules,
        settings.optional(EXPRESSION.name()).map(text -> expression(settings, text)));
  }

  /**
   * Whether the dispatcher is to receive an event.
   *
   * @throws FilterFailed if the expression has no answer for it
   */
  public boolean admits(Event event) throws FilterFailed {
    if (!event.level().atLeast(lowest) || (excludeDerived && event.action().derived())) {
      return false;
    }
    for (Rule rule : rules) {
      if (!rule.admits(event)) {
        return false;
      }
    }
    return expression.isEmpty() || expression.get().isTrueOf(event);
  }

  private static void addRule(
      List<Rule> rules, Settings settings, Aspect aspect, Option option, boolean include) {
    if (settings.optional(option.name()).isEmpty()) {
      return;
    }
    List<String> globs = settings.list(option.name());
    for (String glob : globs) {
      if (!aspect.all().isEmpty()
          && aspect.all().stream().noneMatch(Globs.of(List.of(glob))::match)) {
        throw settings.invalid(
            option.name(),
            "has '%s', which is none of %s".formatted(glob, String.join(", ", aspect.all())));
      }
    }
    if (!globs.isEmpty()) {
      rules.add(new Rule(aspect.value(), Globs.of(globs), include));
    }
  }

  private static Level level(Settings settings) {
    String text = settings.text(PRIORITY.name());
    for (Level level : Level.values()) {
      if (level.name().equals(text.toUpperCase(Locale.ROOT))) {
        return level;
      }
    }
    throw settings.invalid(PRIORITY.name(), "is none of debug, info, warning, error and critical");
  }

  private static Expression expression(Settings settings, String text) {
    try {
      return Expression.of(text);
    } catch (IllegalArgumentException wrong) {
      throw settings.invalid(EXPRESSION.name(), String.valueOf(wrong.getMessage()));
    }
  }

  private static String action(Event event) {
    return event.action().displayAction();
  }
}
