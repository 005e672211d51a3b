package io.senlin.config;

import java.util.List;

/**
 * A value that takes the place of what the files say.
 *
 * @param values as they would stand in senlin.conf; several only for a key that may be repeated;
 *     none takes the option back to its default
 * @param by who or what made it: {@code set by ./senlin dispatcher enable}
 */
public record Change(String section, String name, List<String> values, String by) {
  public Change {
    values = List.copyOf(values);
  }
}
