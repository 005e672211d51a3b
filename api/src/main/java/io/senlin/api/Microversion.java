package io.senlin.api;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the API that a caller asks for with {@code OpenStack-API-Version: clustering 1.14}.
 *
 * @param minor the part after {@code 1.}
 */
record Microversion(int minor) implements Comparable<Microversion> {
  static final HeaderName HEADER = HeaderNames.create("OpenStack-API-Version");
  static final Microversion FIRST = new Microversion(0);
  static final Microversion NEWEST = new Microversion(14);

  private static final String SERVICE = "clustering";
  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,8})\\.([1-9]\\d{0,8}|0)");

  /**
   * Reads the header. Without one, or without our service in it, the caller gets the first version.
   *
   * @throws HttpError if it is no version, or one that we do not know
   */
  static Microversion requested(Optional<String> header) {
    for (String part : header.orElse("").split(",", -1)) {
      String[] words = part.strip().split("\\s+", 2);
      if (words.length == 2 && words[0].equalsIgnoreCase(SERVICE)) {
        return parse(words[1]);
      }
    }
    return FIRST;
  }

  private static Microversion parse(String text) {
    if (text.toLowerCase(Locale.ROOT).equals("latest")) {
      return NEWEST;
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw HttpError.page(
          Fault.BAD_REQUEST,
          "API Version String '%s' is of invalid format. It must be of format 'major.minor'."
              .formatted(text));
    }
    Microversion version = new Microversion(Integer.parseInt(matcher.group(2)));
    if (!matcher.group(1).equals("1") || version.compareTo(NEWEST) > 0) {
      throw HttpError.page(
          Fault.NOT_ACCEPTABLE,
          "Version '%s' is not supported by the API. Minimum is '%s' and maximum is '%s'."
              .formatted(text, FIRST, NEWEST));
    }
    return version;
  }

  boolean atLeast(int wanted) {
    return minor >= wanted;
  }

  @Override
  public int compareTo(Microversion other) {
    return Integer.compare(minor, other.minor);
  }

  /** As in the header of the answer, {@code clustering 1.14}. */
  String header() {
    return SERVICE + " " + this;
  }

  @Override
  public String toString() {
    return "1." + minor;
  }
}
