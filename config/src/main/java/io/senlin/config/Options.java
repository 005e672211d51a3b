package io.senlin.config;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All options a program reads: what {@link Configuration#load} checks files against and what {@link
 * Sample} writes. Immutable.
 */
public final class Options {
  /**
   * Sections known by the start of their name.
   *
   * @param common the options every one of them has
   */
  record Family(String prefix, Map<Key, Option<?>> common, SectionRule rule) {
    Family {
      common = Collections.unmodifiableMap(new LinkedHashMap<>(common));
    }

    /** The options of one section by their keys; empty for the rule's when it knows none. */
    Map<Key, Option<?>> optionsOf(String section) {
      Map<Key, Option<?>> options = new LinkedHashMap<>();
      common.values().forEach(each -> put(options, each.in(section)));
      rule.options(section)
          .ifPresent(known -> known.forEach(each -> put(options, each.in(section))));
      return options;
    }

    private static void put(Map<Key, Option<?>> options, Option<?> option) {
      options.put(option.key(), option);
    }
  }

  private final Map<Key, Option<?>> declared;
  private final Map<String, Family> families;

  private Options(Map<Key, Option<?>> declared, Map<String, Family> families) {
    this.declared = Collections.unmodifiableMap(declared);
    this.families = Collections.unmodifiableMap(families);
  }

  /**
   * The options of several modules.
   *
   * @throws IllegalArgumentException if one is declared twice
   */
  @SafeVarargs
  public static Options of(Collection<? extends Option<?>>... modules) {
    Map<Key, Option<?>> declared = new LinkedHashMap<>();
    for (Collection<? extends Option<?>> module : modules) {
      for (Option<?> option : module) {
        if (declared.put(option.key(), option) != null) {
          throw new IllegalArgumentException("the option " + option + " is declared twice");
        }
      }
    }
    return new Options(declared, Map.of());
  }

  /**
   * The same options, and sections that are known by the start of their name.
   *
   * @param prefix {@code dispatcher:}, or the whole name of one section
   */
  public Options with(String prefix, SectionRule rule) {
    return with(prefix, List.of(), rule);
  }

  /**
   * The same options, and sections that are known by the start of their name.
   *
   * @param prefix {@code dispatcher:}, or the whole name of one section
   * @param common options that every such section has, whatever the rule says
   */
  public Options with(String prefix, Collection<? extends Option<?>> common, SectionRule rule) {
    Map<Key, Option<?>> options = new LinkedHashMap<>();
    common.forEach(each -> options.put(each.in(prefix).key(), each));
    Map<String, Family> more = new TreeMap<>(Collections.reverseOrder()); // longest prefix first
    more.putAll(families);
    more.put(Key.normal(prefix), new Family(Key.normal(prefix), options, rule));
    return new Options(declared, more);
  }

  Collection<Option<?>> declared() {
    return declared.values();
  }

  boolean declares(Key key) {
    return declared.containsKey(key);
  }

  Collection<Family> families() {
    return families.values();
  }

  Optional<Family> family(String section) {
    return families.values().stream()
        .filter(family -> section.startsWith(family.prefix()))
        .findFirst();
  }

  /** The sections that have options of their own, DEFAULT always among them. */
  Set<String> sections() {
    Set<String> sections = new LinkedHashSet<>(Set.of(Option.DEFAULT));
    declared.keySet().forEach(key -> sections.add(key.section()));
    return sections;
  }
}
