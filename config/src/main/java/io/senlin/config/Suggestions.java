package io.senlin.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words the messages about unknown sections and options, with what was probably meant. */
final class Suggestions {
  private final Options options;
  private final Map<Key, Option<?>> known;

  Suggestions(Options options, Map<Key, Option<?>> known) {
    this.options = options;
    this.known = known;
  }

  String unknownSection(String section) {
    List<String> names = new ArrayList<>(options.sections());
    options.families().forEach(family -> names.add(family.prefix()));
    int colon = section.indexOf(':');
    String start = section.substring(0, colon + 1);
    String meant =
        Nearest.to(section.strip(), names)
            .or(() -> Nearest.to(start, names).map(near -> near + section.substring(colon + 1)))
            .map(near -> "; did you mean [" + near + "]?")
            .orElse("");
    return "there is no section [" + section + "]" + meant;
  }

  String unknownOption(Key key) {
    String name = key.name();
    if (name.chars().anyMatch(Character::isWhitespace)) {
      return "'%s …' is not the name of an option; write name = value"
          .formatted(name.split("\\s", 2)[0]);
    }
    String meant =
        sameSection(key)
            .map(near -> "; did you mean '" + near + "'?")
            .or(() -> otherSection(name).map(other -> "; there is one in [" + other + "]"))
            .orElse("");
    return "there is no option '%s' in [%s]%s".formatted(name, key.section(), meant);
  }

  /** The option of the same section that was probably meant. */
  Optional<String> sameSection(Key key) {
    return Nearest.to(
        key.name(),
        known.keySet().stream()
            .filter(each -> each.section().equals(key.section()))
            .map(Key::name)
            .toList());
  }

  private Optional<String> otherSection(String name) {
    return known.keySet().stream()
        .filter(each -> each.name().equals(name))
        .map(Key::section)
        .findFirst();
  }
}
