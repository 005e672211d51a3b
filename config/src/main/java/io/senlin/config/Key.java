package io.senlin.config;

import java.util.Locale;

/**
 * Where an option stands. As with oslo.config, the case of a section does not count, but for
 * DEFAULT, and that of a name does.
 */
record Key(String section, String name) {
  Key {
    section = normal(section);
  }

  static String normal(String section) {
    return section.equals(Option.DEFAULT) ? section : section.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return "[" + section + "] " + name;
  }
}
