package io.senlin.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a complete senlin.conf in which every option is commented out at its default. */
public final class Sample {
  private static final int WIDTH = 79;

  private final StringBuilder out = new StringBuilder();

  private Sample() {}

  /** The text of the file for the declared options alone. */
  public static String of(Options options) {
    return of(options, List.of());
  }

  /**
   * The text of the file, with each option's description, type, choices and default.
   *
   * @param sections of families, to be written with the options that their rule knows: {@code
   *     dispatcher:jsonfile}
   */
  public static String of(Options options, Collection<String> sections) {
    Map<String, List<Option<?>>> groups = new LinkedHashMap<>();
    options.sections().forEach(section -> groups.put(section, new ArrayList<>()));
    options
        .declared()
        .forEach(
            option -> groups.computeIfAbsent(option.section(), _ -> new ArrayList<>()).add(option));
    for (String section : sections) {
      options
          .family(section)
          .ifPresent(
              family -> groups.put(section, List.copyOf(family.optionsOf(section).values())));
    }
    Sample sample = new Sample();
    groups.forEach(sample::section);
    return sample.out.toString();
  }

  private void section(String name, List<Option<?>> options) {
    if (!out.isEmpty()) {
      out.append("\n\n");
    }
    out.append('[').append(name).append("]\n");
    options.forEach(this::option);
  }

  private void option(Option<?> option) {
    out.append('\n');
    comment(option.help() + " (" + option.type().label() + ")");
    option.type().range().ifPresent(range -> comment("Range: " + range));
    if (!option.type().choices().isEmpty()) {
      comment("Choices: " + String.join(", ", option.type().choices()));
    }
    if (option.isSecret()) {
      comment("Secret: may be env:NAME or file:PATH, and is shown nowhere.");
    }
    if (option.isRequired()) {
      comment("Required.");
    }
    out.append('#').append(option.name()).append(" = ");
    out.append(option.defaultValue().map(Sample::written).orElse("<None>")).append('\n');
  }

  private void comment(String text) {
    StringBuilder line = new StringBuilder("#");
    for (String word : text.strip().split("\\s+", -1)) {
      if (line.length() + 1 + word.length() > WIDTH && line.length() > 1) {
        out.append(line).append('\n');
        line.setLength(1);
      }
      line.append(' ').append(word);
    }
    out.append(line).append('\n');
  }

  private static String written(String value) {
    boolean quoted = !value.equals(value.strip());
    return quoted ? '"' + value + '"' : value.replace("\n", "\n#  ");
  }
}
