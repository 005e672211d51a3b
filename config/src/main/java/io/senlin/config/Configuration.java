package io.senlin.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of all options, from the files, their defaults and later changes. Immutable, and
 * checked as a whole: every value is of its option's type. {@link #toString} shows no value.
 */
public final class Configuration {
  private final Options options;
  private final Entries entries;
  private final Secrets secrets;
  private final List<Path> files;
  private final Map<Key, Evaluation.Value> values;
  private final List<Problem> notices;

  private Configuration(
      Options options, Entries entries, Secrets secrets, List<Path> files, List<Problem> unreadable)
      throws ConfigurationException {
    this.options = options;
    this.entries = entries;
    this.secrets = secrets;
    this.files = List.copyOf(files);
    Evaluation evaluation = new Evaluation(options, entries, secrets).run();
    this.values = evaluation.values();
    this.notices = List.copyOf(evaluation.notices());
    List<Problem> problems = new ArrayList<>(unreadable);
    problems.addAll(evaluation.problems());
    if (!problems.isEmpty()) {
      problems.sort(Comparator.comparingLong(this::place));
      throw new ConfigurationException(problems);
    }
  }

  /** The order in which an operator goes through the files; what is missing comes last. */
  private long place(Problem problem) {
    return problem.origin() instanceof Origin.Line(Path file, int line)
        ? ((long) files.indexOf(file) << Integer.SIZE) + line
        : Long.MAX_VALUE;
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
    Reader reader = new Reader();
    files.forEach(reader::file);
    directories.forEach(reader::directory);
    return new Configuration(
        options, reader.entries(), Secrets.ofProcess(), reader.files(), reader.problems());
  }

  /**
   * The same for a text in place of files.
   *
   * @param name stands in messages where the file's would
   */
  public static Configuration parse(Options options, Secrets secrets, Path name, String text)
      throws ConfigurationException {
    Reader reader = new Reader();
    reader.text(name, text.getBytes(StandardCharsets.UTF_8));
    return new Configuration(options, reader.entries(), secrets, List.of(), reader.problems());
  }

  /**
   * This configuration with some values replaced. Of earlier changes those stay that these do not
   * replace.
   *
   * @throws ConfigurationException if one of them is wrong
   */
  public Configuration with(List<Change> changes) throws ConfigurationException {
    return new Configuration(options, entries.with(changes), secrets, files, List.of());
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
                    "the option " + option + " has neither a value nor a default"));
  }

  /**
   * The value of an option that may be left out. A secret is resolved.
   *
   * @throws IllegalArgumentException if the option is not among those this was loaded with
   */
  @SuppressWarnings("unchecked") // the value was made by this option's own parser
  public <T> Optional<T> find(Option<T> option) {
    Evaluation.Value value = values.get(option.key());
    if (value != null && value.parsed().isPresent()) {
      return value.parsed().map(parsed -> (T) parsed);
    }
    if (value != null) {
      return Optional.of(option.parse(value.texts()));
    }
    if (options.declares(option.key())) {
      return Optional.empty();
    }
    if (options.family(option.section()).isEmpty()) {
      throw new IllegalArgumentException("the option " + option + " was not declared");
    }
    return new Evaluation(options, entries, secrets).defaultOf(option);
  }

  /**
   * Every key of a section as it stands in the files, with references replaced; of a repeated key
   * the last value; no defaults. A secret is not resolved: {@link Secrets} does that. Empty if
   * there is no such section.
   */
  public Map<String, String> section(String name) {
    Map<String, String> section = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          if (key.section().equals(Key.normal(name))
              && !(value.origin() instanceof Origin.Default)) {
            section.put(key.name(), value.texts().getLast());
          }
        });
    return section;
  }

  /**
   * Every value of a key as it stands in the files, with references replaced; the last one alone of
   * an option that may not be repeated; none if only a default is there. A secret is not resolved.
   */
  public List<String> values(String section, String name) {
    Evaluation.Value value = values.get(new Key(section, name));
    return value == null || value.origin() instanceof Origin.Default ? List.of() : value.texts();
  }

  /** The names of the sections in the files that start so, sorted: {@code dispatcher:}. */
  public List<String> sections(String prefix) {
    return entries.sections().keySet().stream()
        .filter(name -> name.startsWith(Key.normal(prefix)))
        .sorted()
        .toList();
  }

  /** Where the value of an option comes from; of a repeated one, its last value. */
  public Origin origin(Option<?> option) {
    Evaluation.Value value = values.get(option.key());
    return value == null ? new Origin.Default() : value.origin();
  }

  /** Every option with its value and where that comes from, grouped by section. */
  public List<Setting> settings() {
    Map<Key, Setting> settings = new LinkedHashMap<>();
    for (Option<?> option : options.declared()) {
      settings.put(
          option.key(),
          new Setting(option.section(), option.name(), List.of(), new Origin.Default()));
    }
    values.forEach((key, value) -> settings.put(key, setting(key, value)));
    Map<String, List<Setting>> sections = new LinkedHashMap<>();
    settings
        .values()
        .forEach(
            each -> sections.computeIfAbsent(each.section(), _ -> new ArrayList<>()).add(each));
    return sections.values().stream().flatMap(List::stream).toList();
  }

  private static Setting setting(Key key, Evaluation.Value value) {
    List<String> shown = value.shown() ? value.texts() : List.of("***");
    return new Setting(key.section(), key.name(), shown, value.origin());
  }

  /** The files that were read, in their order. */
  public List<Path> files() {
    return files;
  }

  /** What is worth saying to the operator but stops nothing: what has no effect here. */
  public List<Problem> notices() {
    return notices;
  }

  @Override
  public String toString() {
    return "Configuration" + files;
  }
}
