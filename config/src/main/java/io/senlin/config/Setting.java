package io.senlin.config;

import java.util.List;

/**
 * An option with its value as an operator may see it.
 *
 * @param values as they would stand in senlin.conf; {@code ***} for a secret, and for an option
 *     that may be one because nobody knows it; none if it has no value
 */
public record Setting(String section, String name, List<String> values, Origin origin) {
  public Setting {
    values = List.copyOf(values);
  }
}
