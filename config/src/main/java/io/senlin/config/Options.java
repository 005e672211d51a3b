package io.senlin.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All options a program reads: what {@link Configuration#load} checks files against and what {@link
 * Sample} writes. Immutable.
 */
public final class Options {
  private final Map<Key, Option<?>> declared;
  private final Map<String, SectionRule> families;

  private Options(Map<Key, Option<?>> declared, Map<String, SectionRule> families) {
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
    Map<String, SectionRule> more = new TreeMap<>(families);
    more.put(prefix, rule);
    return new Options(declared, more);
  }

  Collection<Option<?>> all() {
    return declared.values();
  }

  Optional<Option<?>> find(Key key) {
    return Optional.ofNullable(declared.get(key));
  }

  Optional<SectionRule> family(String section) {
    return families.entrySet().stream()
        .filter(family -> section.startsWith(family.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  List<String> names(String section) {
    List<String> names = new ArrayList<>();
    declared.keySet().stream()
        .filter(key -> key.section().equals(section))
        .forEach(key -> names.add(key.name()));
    return names;
  }
}
