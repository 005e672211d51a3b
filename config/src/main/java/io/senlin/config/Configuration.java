package io.senlin.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The values of all options, from the files, their defaults and later changes. Immutable, and
 * checked as a whole: every value is of its option's type. {@link #toString} shows no value.
 */
public final class Configuration {
  private final Options options;
  private final List<Path> files;

  private Configuration(Options options, List<Path> files) {
    this.options = options;
    this.files = List.copyOf(files);
  }

  /**
   * Reads files with the rules of oslo.config: of a key that stands in several places the last
   * counts, but for a repeatable one all do.
   *
   * @param files in this order
   * @param directories after the files; of each every {@code *.conf}, sorted by name
   * @throws ConfigurationException with everything that is wrong
   */
  public static Configuration load(Options options, List<Path> files, List<Path> directories)
      throws ConfigurationException {
    return new Configuration(options, files);
  }

  /**
   * The same for a text in place of files.
   *
   * @param name stands in messages where the file's would
   */
  public static Configuration parse(Options options, Secrets secrets, Path name, String text)
      throws ConfigurationException {
    return new Configuration(options, List.of(name));
  }

  /**
   * This configuration with some values replaced.
   *
   * @throws ConfigurationException if one of them is wrong
   */
  public Configuration with(List<Change> changes) throws ConfigurationException {
    return new Configuration(options, files);
  }

  /**
   * The value of an option that is required or has a default. A secret is resolved.
   *
   * @throws IllegalStateException if it has no value; use {@link #find} for one that may be left
   *     out
   * @throws IllegalArgumentException if the option is not among those this was loaded with
   */
  public <T> T get(Option<T> option) {
    return find(option)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the option " + option + " has neither value nor default"));
  }

  /** The value of an option that may be left out. */
  public <T> Optional<T> find(Option<T> option) {
    return option.defaultValue().map(value -> option.parse(List.of(value)));
  }

  /**
   * Every key of a section as it stands in the files, with references replaced; of a repeated key
   * the last value; no defaults. A secret is not resolved: {@link Secrets} does that. Empty if
   * there is no such section.
   */
  public Map<String, String> section(String name) {
    return Map.of();
  }

  /** The names of the sections in the files that start so: {@code dispatcher:}. */
  public SortedSet<String> sections(String prefix) {
    return new java.util.TreeSet<>();
  }

  /** Where the value of an option comes from. */
  public Origin origin(Option<?> option) {
    return options.find(option.key()).isPresent()
        ? new Origin.Default()
        : new Origin.Overridden("");
  }

  /** The files that were read, in their order. */
  public List<Path> files() {
    return files;
  }

  /** What is worth saying to the operator but stops nothing: sections that have no effect here. */
  public List<Problem> notices() {
    return List.of();
  }
}
