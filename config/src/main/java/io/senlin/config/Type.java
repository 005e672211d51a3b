package io.senlin.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What values an option takes, and how they are read.
 *
 * @param label for the sample: {@code integer}
 * @param multi whether the key may be repeated
 * @param choices all values it may have; empty if they cannot be listed
 * @param range what the sample says of the limits, if there are any
 * @param parse from the values in the files, at least one and exactly one unless multi; throws
 *     IllegalArgumentException with a message that completes "the value …" without repeating it
 */
record Type<T>(
    String label,
    boolean multi,
    List<String> choices,
    Optional<String> range,
    Function<List<String>, T> parse) {

  private static <T> Type<T> single(String label, Function<String, T> parse) {
    return new Type<>(
        label, false, List.of(), Optional.empty(), values -> parse.apply(values.getLast()));
  }

  static Type<String> text() {
    return single("text", Function.identity());
  }

  static Type<Boolean> bool() {
    return single("boolean", Values::bool);
  }

  static Type<Integer> integer(int min, int max) {
    return Type.single("integer", value -> Values.integer(value, min, max))
        .between(
            min == Integer.MIN_VALUE ? "" : Integer.toString(min),
            max == Integer.MAX_VALUE ? "" : Integer.toString(max));
  }

  static Type<Double> decimal() {
    return single("number", Values::decimal);
  }

  static Type<List<String>> list() {
    return single("list", Values::list);
  }

  static Type<List<String>> repeated() {
    return new Type<>(
        "text, may be repeated",
        true,
        List.of(),
        Optional.empty(),
        values -> values.stream().filter(value -> !value.isBlank()).toList());
  }

  static Type<Map<String, String>> dict() {
    return single("key:value pairs", Values::dict);
  }

  static Type<String> choice(List<String> choices) {
    return new Type<>(
        "choice",
        false,
        choices,
        Optional.empty(),
        values -> Values.choice(values.getLast(), choices));
  }

  static <E extends Enum<E>> Type<E> choice(Class<E> choices) {
    E[] constants = choices.getEnumConstants();
    List<String> words =
        Arrays.stream(constants).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
    return new Type<>(
        "choice",
        false,
        words,
        Optional.empty(),
        values ->
            constants[
                words.indexOf(Values.choice(values.getLast().toLowerCase(Locale.ROOT), words))]);
  }

  static Type<Duration> duration() {
    return single("duration", Values::duration);
  }

  static Type<Duration> durationOrNever() {
    return single(
        "duration", value -> value.strip().equals("-1") ? Duration.ZERO : Values.duration(value));
  }

  static Type<Long> size() {
    return single("size", Values::size);
  }

  static Type<URI> uri() {
    return single("URI", Values::uri);
  }

  static Type<Path> path() {
    return single("path", Values::path);
  }

  Type<T> where(Predicate<T> test, String demand) {
    return new Type<>(
        label,
        multi,
        choices,
        range,
        values -> {
          T value = parse.apply(values);
          if (!test.test(value)) {
            throw new IllegalArgumentException(demand);
          }
          return value;
        });
  }

  private Type<T> between(String min, String max) {
    if (min.isEmpty() && max.isEmpty()) {
      return this;
    }
    String limits =
        min.isEmpty() ? "at most " + max : max.isEmpty() ? "at least " + min : min + " to " + max;
    return new Type<>(label, multi, choices, Optional.of(limits), parse);
  }
}
