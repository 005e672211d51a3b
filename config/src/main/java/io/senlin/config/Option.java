package io.senlin.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An option of senlin.conf, declared once as a constant by the module that reads it: from this come
 * its check, its default, and its lines in the sample.
 *
 * <pre>{@code
 * static final Option<Integer> WORKERS =
 *     Option.integer("engine", "workers", 1, 1000).or("8").help("How many actions run at once.");
 * }</pre>
 *
 * Each method that adds to a declaration returns a new option. Immutable.
 *
 * @param <T> what the value is to the code that reads it
 */
public final class Option<T> {
  /** The section whose options every other section may refer to by their name alone. */
  public static final String DEFAULT = "DEFAULT";

  private final Key key;
  private final Type<T> type;
  private final Optional<String> defaultValue;
  private final String help;
  private final boolean required;
  private final boolean secret;

  private Option(
      Key key,
      Type<T> type,
      Optional<String> defaultValue,
      String help,
      boolean required,
      boolean secret) {
    this.key = key;
    this.type = type;
    this.defaultValue = defaultValue;
    this.help = help;
    this.required = required;
    this.secret = secret;
  }

  private static <T> Option<T> of(String section, String name, Type<T> type) {
    return new Option<>(new Key(section, name), type, Optional.empty(), "", false, false);
  }

  /** Any text. */
  public static Option<String> text(String section, String name) {
    return of(section, name, Type.text());
  }

  /** {@code true}, {@code yes}, {@code on}, {@code 1} and their opposites, in any case. */
  public static Option<Boolean> bool(String section, String name) {
    return of(section, name, Type.bool());
  }

  /** A whole number of at least {@code min} and at most {@code max}. */
  public static Option<Integer> integer(String section, String name, int min, int max) {
    return of(section, name, Type.integer(min, max));
  }

  /** A number. */
  public static Option<Double> decimal(String section, String name) {
    return of(section, name, Type.decimal());
  }

  /** Values with commas between them. */
  public static Option<List<String>> list(String section, String name) {
    return of(section, name, Type.list());
  }

  /**
   * A key that may be repeated: every one of its values, in their order, over all files. Empty ones
   * do not count: a line without a value takes the place of the default by nothing.
   */
  public static Option<List<String>> multi(String section, String name) {
    return of(section, name, Type.repeated());
  }

  /** {@code key:value} pairs with commas between them, in their order; no key twice. */
  public static Option<Map<String, String>> dict(String section, String name) {
    return of(section, name, Type.dict());
  }

  /** One of the given words. */
  public static Option<String> choice(String section, String name, String... choices) {
    return of(section, name, Type.choice(List.of(choices)));
  }

  /** One of the constants of an enum, written in lower case. */
  public static <E extends Enum<E>> Option<E> choice(
      String section, String name, Class<E> choices) {
    return of(section, name, Type.choice(choices));
  }

  /** {@code 250ms}, {@code 30s}, {@code 5m}, {@code 12h}, {@code 7d}; a bare number is seconds. */
  public static Option<Duration> duration(String section, String name) {
    return of(section, name, Type.duration());
  }

  /** The same, and {@code -1} or {@code 0} for never, which is {@link Duration#ZERO}. */
  public static Option<Duration> durationOrNever(String section, String name) {
    return of(section, name, Type.durationOrNever());
  }

  /** A number of bytes: {@code 4096}, {@code 64KiB}, {@code 100MiB}, {@code 2GiB}. */
  public static Option<Long> size(String section, String name) {
    return of(section, name, Type.size());
  }

  /** A URI with its scheme. */
  public static Option<URI> uri(String section, String name) {
    return of(section, name, Type.uri());
  }

  /** A path; {@code ~} at its start is the home directory, a relative one stays relative. */
  public static Option<Path> path(String section, String name) {
    return of(section, name, Type.path());
  }

  /**
   * The same option with a default, as it would stand in senlin.conf; it may refer to other options
   * as {@code $name}.
   *
   * @throws IllegalArgumentException if the default is not of the option's type
   */
  public Option<T> or(String value) {
    Option<T> option = new Option<>(key, type, Optional.of(value), help, false, secret);
    if (value.indexOf('$') < 0) {
      option.parse(List.of(value));
    }
    return option;
  }

  /** The same option with a description: whole sentences, for the sample and for messages. */
  public Option<T> help(String sentences) {
    return new Option<>(key, type, defaultValue, sentences, required, secret);
  }

  /** The same option, but one that must be given. */
  public Option<T> required() {
    return new Option<>(key, type, Optional.empty(), help, true, secret);
  }

  /**
   * The same option, but one whose value is shown nowhere; in senlin.conf it may be {@code
   * env:NAME} or {@code file:PATH}.
   */
  public Option<T> secret() {
    return new Option<>(key, type, defaultValue, help, required, true);
  }

  /**
   * The same option with a further demand on its value.
   *
   * @param demand completes "the value …": {@code must end with a slash}
   */
  public Option<T> where(Predicate<T> test, String demand) {
    return new Option<>(key, type.where(test, demand), defaultValue, help, required, secret);
  }

  /** The same option in another section: one that every {@code [dispatcher:NAME]} may have. */
  public Option<T> in(String section) {
    return new Option<>(new Key(section, key.name()), type, defaultValue, help, required, secret);
  }

  public String section() {
    return key.section();
  }

  public String name() {
    return key.name();
  }

  /** The default as it would stand in senlin.conf. */
  public Optional<String> defaultValue() {
    return defaultValue;
  }

  public String help() {
    return help;
  }

  public boolean isRequired() {
    return required;
  }

  public boolean isSecret() {
    return secret;
  }

  /** Whether the key may be repeated. */
  public boolean isMulti() {
    return type.multi();
  }

  /** {@code [section] name}. */
  @Override
  public String toString() {
    return key.toString();
  }

  Key key() {
    return key;
  }

  Type<T> type() {
    return type;
  }

  /**
   * The value from what stands in the files.
   *
   * @throws IllegalArgumentException if it is not of this option's type; the message completes "the
   *     value …" and does not repeat the value
   */
  T parse(List<String> values) {
    return type.parse().apply(values);
  }
}
