package io.senlin.delivery.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Patterns as in a shell: {@code *} is any text, {@code ?} any one character; upper and lower case
 * are the same. Immutable.
 */
final class Globs {
  private final List<Pattern> patterns;

  private Globs(List<Pattern> patterns) {
    this.patterns = patterns;
  }

  static Globs of(List<String> globs) {
    List<Pattern> patterns = new ArrayList<>();
    for (String glob : globs) {
      StringBuilder regex = new StringBuilder();
      glob.codePoints()
          .forEach(
              character -> {
                switch (character) {
                  case '*' -> regex.append(".*");
                  case '?' -> regex.append('.');
                  default -> regex.append(Pattern.quote(Character.toString(character)));
                }
              });
      patterns.add(
          Pattern.compile(
              regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL));
    }
    return new Globs(List.copyOf(patterns));
  }

  /** Whether one of them matches the whole of {@code text}. */
  boolean match(String text) {
    for (Pattern pattern : patterns) {
      if (pattern.matcher(text).matches()) {
        return true;
      }
    }
    return false;
  }
}
