package io.senlin.engine;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Senlin's rules for names, and how it writes lists in messages. */
final class Naming {
  private static final int MAX_LENGTH = 255;
  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z\\u4e00-\\u9fa5\\d._~-]*");

  private Naming() {}

  /** Refuses a name that Senlin would not take. */
  static String check(String name) throws Refused {
    if (name.isEmpty()) {
      throw new Refused.Invalid("The value for the name field must be at least 1 characters long.");
    }
    if (name.length() > MAX_LENGTH) {
      throw new Refused.Invalid(
          "The value for the name field must be less than %d characters long."
              .formatted(MAX_LENGTH));
    }
    if (!LEGAL.matcher(name).matches()) {
      throw new Refused.Invalid(
          ("The value for the 'name' (%s) contains illegal characters. It must contain only"
                  + " alphanumeric or \"_-.~\" characters and must start with letter.")
              .formatted(name));
    }
    return name;
  }

  /** {@code ['a', 'b']}. */
  static String pythonList(List<String> texts) {
    return texts.stream().map(text -> "'" + text + "'").collect(Collectors.joining(", ", "[", "]"));
  }
}
