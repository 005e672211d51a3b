package io.senlin.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands in the files, in its order: sections, and the values of each key. */
final class Entries {
  /** One value as it stands in a file, and where. */
  record Text(String value, Origin origin) {}

  private final Map<String, Origin> sections = new LinkedHashMap<>();
  private final Map<Key, List<Text>> assignments = new LinkedHashMap<>();

  /** The sections, each with the place of its first header. */
  Map<String, Origin> sections() {
    return sections;
  }

  Map<Key, List<Text>> assignments() {
    return assignments;
  }

  void open(String section, Origin origin) {
    sections.putIfAbsent(Key.normal(section), origin);
  }

  void assign(Key key, Text text) {
    assignments.computeIfAbsent(key, _ -> new ArrayList<>()).add(text);
  }

  /** A copy in which changes take the place of what the files say. */
  Entries with(List<Change> changes) {
    Entries copy = new Entries();
    copy.sections.putAll(sections);
    copy.assignments.putAll(assignments);
    for (Change change : changes) {
      Key key = new Key(change.section(), change.name());
      Origin origin = new Origin.Overridden(change.by());
      copy.assignments.remove(key);
      copy.open(key.section(), origin);
      change.values().forEach(value -> copy.assign(key, new Text(value, origin)));
    }
    return copy;
  }
}
