package io.senlin.spi;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An option of a dispatcher, declared once: from this come its check, its default, and its lines in
 * the sample of senlin.conf.
 *
 * <pre>{@code
 * Option PATH = Option.of("path", Option.Kind.PATH, "The file to append to.").required();
 * Option TOKEN = Option.of("token", Option.Kind.TEXT, "Sent with every request.").asSecret();
 * Option LIMIT = Option.of("limit", Option.Kind.SIZE, "Largest file.").or("100MiB");
 * Option STYLE =
 *     Option.of("style", Option.Kind.TEXT, "plain or rich.")
 *         .or("plain")
 *         .matching("plain|rich", "is neither plain nor rich");
 * }</pre>
 *
 * @param name lower-case letters, digits and {@code _}
 * @param defaultValue as it would stand in senlin.conf
 * @param secret its value is shown nowhere; in senlin.conf it may be {@code env:NAME} or {@code
 *     file:PATH}
 * @param alsoFrom where else in senlin.conf the value may stand, the first that is given wins; its
 *     own place in {@code [dispatcher:NAME]} wins over all of them
 * @param form what its value must look like, beyond its kind
 */
public record Option(
    String name,
    Kind kind,
    String help,
    Optional<String> defaultValue,
    boolean isRequired,
    boolean secret,
    List<Place> alsoFrom,
    Optional<Form> form) {

  public Option {
    alsoFrom = List.copyOf(alsoFrom);
  }

  /**
   * A key in another section of senlin.conf, the name an operator knows an option by: {@code
   * [oslo_messaging_notifications] topics}. A key that is given several times there reads as its
   * values with commas between them.
   *
   * @param section without the brackets
   */
  public record Place(String section, String key) {
    @Override
    public String toString() {
      return "[" + section + "] " + key;
    }
  }

  /**
   * What a value looks like.
   *
   * @param regex matches the whole of it, as {@link String#matches} has it
   * @param otherwise what is said of one that does not: {@code is neither plain nor rich}
   */
  public record Form(String regex, String otherwise) {
    public Form {
      Pattern _ = Pattern.compile(regex);
    }
  }

  /** What the value of an option is, and how it is written in senlin.conf. */
  public enum Kind {
    TEXT,
    /** {@code true}, {@code yes}, {@code on}, {@code 1} and their opposites. */
    BOOLEAN,
    INTEGER,
    DECIMAL,
    /**
     * {@code 250ms}, {@code 30s}, {@code 5m}, {@code 12h}, {@code 7d}; a bare number is seconds.
     */
    DURATION,
    /** Bytes: {@code 4096}, {@code 64KiB}, {@code 100MiB}, {@code 2GiB}. */
    SIZE,
    /** Values with commas between them. */
    LIST,
    PATH,
    URI
  }

  /** An option that may be left out and has no default. */
  public static Option of(String name, Kind kind, String help) {
    return new Option(
        name, kind, help, Optional.empty(), false, false, List.of(), Optional.empty());
  }

  /** The same option with a default, as it would stand in senlin.conf. */
  public Option or(String value) {
    return new Option(name, kind, help, Optional.of(value), false, secret, alsoFrom, form);
  }

  /** The same option, but one that must be given. */
  public Option required() {
    return new Option(name, kind, help, Optional.empty(), true, secret, alsoFrom, form);
  }

  /** The same option, but one whose value is shown nowhere. */
  public Option asSecret() {
    return new Option(name, kind, help, defaultValue, isRequired, true, alsoFrom, form);
  }

  /** The same option, but one whose value may also stand in another section of senlin.conf. */
  public Option alsoFrom(String section, String key) {
    List<Place> places =
        Stream.concat(alsoFrom.stream(), Stream.of(new Place(section, key))).toList();
    return new Option(name, kind, help, defaultValue, isRequired, secret, places, form);
  }

  /**
   * The same option, but one whose values are checked further than by their kind. What is refused
   * before {@code open} is called cannot stop a dispatcher that runs.
   *
   * @param regex matches the whole of every good value
   * @param otherwise what is said of a bad one: {@code is neither plain nor rich}
   */
  public Option matching(String regex, String otherwise) {
    Optional<Form> checked = Optional.of(new Form(regex, otherwise));
    return new Option(name, kind, help, defaultValue, isRequired, secret, alsoFrom, checked);
  }
}
