package io.senlin.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the values of other options in the place of {@code $name}, {@code ${name}}, {@code
 * $group.name} and {@code ${group.name}}, as oslo.config does: a name is looked for in the section
 * of the value, then in DEFAULT; {@code $$} and {@code \$} are a dollar sign; a dollar sign before
 * anything else stays. An option without a value is empty text.
 *
 * <p>A name nobody declared, a circle, and a secret within a value that is none are refused with an
 * IllegalArgumentException whose message completes "the value …".
 */
final class Substitution {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\$(?:(\\$)|([_a-z][._a-z0-9]*)|\\{([_a-z][._a-z0-9]*)\\})", Pattern.CASE_INSENSITIVE);

  /** Deeper nesting and longer values are an accident, or an attack on the memory. */
  private static final int MAX_DEPTH = 32;

  private static final int MAX_LENGTH = 1 << 16;

  private static final int MAX_TOTAL = 1 << 24;

  private final Map<Key, Option<?>> known;
  private final Entries entries;
  private final Secrets secrets;
  private final Map<Key, String> done = new HashMap<>();
  private final Set<Key> underWay = new HashSet<>();
  private int total;

  Substitution(Map<Key, Option<?>> known, Entries entries, Secrets secrets) {
    this.known = known;
    this.entries = entries;
    this.secrets = secrets;
  }

  /**
   * @param at the option that has the value
   */
  String of(String value, Key at) {
    if (value.indexOf('$') < 0) {
      return value;
    }
    boolean secret = isSecret(at);
    Matcher matcher = REFERENCE.matcher(value.replace("\\$", "$$"));
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String name = Optional.ofNullable(matcher.group(2)).orElse(matcher.group(3));
      String replacement = matcher.group(1) != null ? "$" : referred(find(name, at), secret);
      matcher.appendReplacement(out, Matcher.quoteReplacement(replacement));
      total += replacement.length();
      if (out.length() > MAX_LENGTH || total > MAX_TOTAL) {
        throw new IllegalArgumentException("becomes too long by its references");
      }
    }
    return matcher.appendTail(out).toString();
  }

  private Key find(String name, Key at) {
    int dot = name.indexOf('.');
    Key own =
        dot < 0
            ? new Key(at.section(), name)
            : new Key(name.substring(0, dot), name.substring(dot + 1));
    if (exists(own)) {
      return own;
    }
    Key fallback = new Key(Option.DEFAULT, name);
    if (exists(fallback)) {
      return fallback;
    }
    boolean tellable = known.containsKey(at) && !isSecret(at); // else it may be part of a password
    throw new IllegalArgumentException(
        (tellable
                    ? "refers to '$%s', but there is no such option"
                    : "has a $ before no option's name")
                .formatted(name)
            + "; write $$ for a dollar sign");
  }

  private boolean exists(Key key) {
    return known.containsKey(key) || entries.assignments().containsKey(key);
  }

  private boolean isSecret(Key key) {
    Option<?> option = known.get(key);
    return option != null && option.isSecret();
  }

  private String referred(Key key, boolean intoSecret) {
    boolean secret = isSecret(key);
    if (secret && !intoSecret) {
      throw new IllegalArgumentException(
          "refers to the secret %s; only another secret may".formatted(key));
    }
    String value = done.get(key);
    if (value == null) {
      if (underWay.size() >= MAX_DEPTH) {
        throw new IllegalArgumentException("refers to other options through too many steps");
      }
      if (!underWay.add(key)) {
        throw new IllegalArgumentException("refers to itself by way of " + key);
      }
      try {
        value = of(text(key), key);
      } finally {
        underWay.remove(key);
      }
      done.put(key, value);
    }
    return secret ? secrets.resolve(value) : value;
  }

  private String text(Key key) {
    List<Entries.Text> texts = entries.assignments().get(key);
    Option<?> option = known.get(key);
    if (texts == null) {
      return option == null ? "" : option.defaultValue().orElse("");
    }
    return option != null && option.isMulti()
        ? String.join(",", texts.stream().map(Entries.Text::value).toList())
        : texts.getLast().value();
  }
}
