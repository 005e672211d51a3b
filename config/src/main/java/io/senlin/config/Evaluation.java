package io.senlin.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns what stands in the files into values: checks every section and key against the declared
 * options, and collects everything that is wrong.
 */
final class Evaluation {
  /**
   * One value.
   *
   * @param parsed empty for a key of a section whose options nobody knows
   * @param texts with references replaced, a secret not resolved
   * @param shown whether the texts may be shown
   */
  record Value(Optional<Object> parsed, List<String> texts, boolean shown, Origin origin) {}

  /** More than this is no configuration file, and would only fill the screen. */
  private static final int MAX_PROBLEMS = 100;

  private final Options options;
  private final Entries entries;
  private final Secrets secrets;
  private final Map<Key, Option<?>> known = new LinkedHashMap<>();
  private final Set<String> unknownFamilies = new LinkedHashSet<>();
  private final Set<String> unchecked = new LinkedHashSet<>();
  private final Substitution substitution;
  private final Map<Key, Value> values = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> notices = new ArrayList<>();

  Evaluation(Options options, Entries entries, Secrets secrets) {
    this.options = options;
    this.entries = entries;
    this.secrets = secrets;
    options.declared().forEach(option -> known.put(option.key(), option));
    substitution = new Substitution(known, entries, secrets);
  }

  Map<Key, Value> values() {
    return values;
  }

  List<Problem> problems() {
    return problems;
  }

  List<Problem> notices() {
    return notices;
  }

  Evaluation run() {
    Set<String> usable = new LinkedHashSet<>();
    entries
        .sections()
        .forEach(
            (section, origin) -> {
              if (problems.size() < MAX_PROBLEMS && checkSection(section, origin)) {
                usable.add(section);
              }
            });
    entries
        .assignments()
        .forEach(
            (key, texts) -> {
              if (usable.contains(key.section()) && problems.size() < MAX_PROBLEMS) {
                assigned(key, texts);
              }
            });
    known.values().forEach(this::unassigned);
    return this;
  }

  /** The default of an option in a section that is not in the files. */
  <T> Optional<T> defaultOf(Option<T> option) {
    return option
        .defaultValue()
        .map(text -> option.parse(List.of(substitution.of(text, option.key()))));
  }

  private boolean checkSection(String section, Origin origin) {
    Optional<Options.Family> family = options.family(section);
    family.ifPresent(each -> addFamily(section, each, origin));
    if (family.isPresent() || options.sections().contains(section)) {
      return true;
    }
    if (Unused.section(section)) {
      notices.add(
          new Problem(origin, "the section [" + section + "] of OpenStack has no effect here"));
    } else {
      problems.add(new Problem(origin, new Suggestions(options, known).unknownSection(section)));
    }
    return false;
  }

  private void addFamily(String section, Options.Family family, Origin origin) {
    family.optionsOf(section).forEach(known::putIfAbsent);
    if (family.rule().equals(SectionRule.ANY_KEY)) {
      unchecked.add(section);
    }
    if (family.rule().options(section).isEmpty()) {
      unknownFamilies.add(section);
      if (!unchecked.contains(section)) {
        notices.add(new Problem(origin, "nothing that is installed reads [" + section + "]"));
      }
    }
  }

  private void assigned(Key key, List<Entries.Text> texts) {
    Option<?> option = known.get(key);
    if (option != null) {
      evaluate(option, option.isMulti() ? texts : List.of(texts.getLast()));
    } else if (unknownFamilies.contains(key.section())) {
      untyped(key, texts);
    } else {
      unknown(key, texts.getLast().origin());
    }
  }

  private void unknown(Key key, Origin origin) {
    Suggestions suggestions = new Suggestions(options, known);
    if (Unused.certainly(key) || (Unused.option(key) && suggestions.sameSection(key).isEmpty())) {
      notices.add(
          new Problem(
              origin,
              "the option '%s' in [%s] of OpenStack has no effect here"
                  .formatted(key.name(), key.section())));
    } else {
      problems.add(new Problem(origin, suggestions.unknownOption(key)));
    }
  }

  private void evaluate(Option<?> option, List<Entries.Text> texts) {
    Origin origin = texts.getLast().origin();
    List<String> replaced = new ArrayList<>();
    try {
      for (Entries.Text text : texts) {
        origin = text.origin();
        replaced.add(substitution.of(text.value(), option.key()));
      }
      List<String> resolved =
          option.isSecret() ? replaced.stream().map(secrets::resolve).toList() : replaced;
      Object parsed = option.parse(resolved);
      values.put(
          option.key(),
          new Value(Optional.of(parsed), List.copyOf(replaced), !option.isSecret(), origin));
    } catch (IllegalArgumentException wrong) {
      String shown =
          option.isSecret() || replaced.isEmpty() ? "" : " = '" + shorten(replaced.getLast()) + "'";
      problems.add(
          new Problem(
              origin,
              "option '%s'%s in [%s] %s"
                  .formatted(option.name(), shown, option.section(), wrong.getMessage())));
    }
  }

  private void untyped(Key key, List<Entries.Text> texts) {
    Origin origin = texts.getLast().origin();
    List<String> plain = texts.stream().map(Entries.Text::value).toList();
    try {
      List<String> replaced = plain.stream().map(value -> substitution.of(value, key)).toList();
      values.put(key, new Value(Optional.empty(), replaced, false, origin));
    } catch (IllegalArgumentException wrong) {
      if (unchecked.contains(key.section())) {
        values.put(key, new Value(Optional.empty(), plain, false, origin));
        return;
      }
      problems.add(
          new Problem(
              origin,
              "option '%s' in [%s] %s".formatted(key.name(), key.section(), wrong.getMessage())));
    }
  }

  private void unassigned(Option<?> option) {
    if (entries.assignments().containsKey(option.key())) {
      return;
    }
    if (option.isRequired()) {
      Origin section =
          Optional.ofNullable(entries.sections().get(option.section()))
              .orElse(new Origin.Default());
      problems.add(
          new Problem(
              section,
              "option '%s' is missing; add it to [%s]".formatted(option.name(), option.section())));
    }
    option
        .defaultValue()
        .ifPresent(text -> evaluate(option, List.of(new Entries.Text(text, new Origin.Default()))));
  }

  private static String shorten(String value) {
    return value.length() <= 80 ? value : value.substring(0, 80) + "…";
  }
}
