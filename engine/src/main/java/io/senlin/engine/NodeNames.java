package io.senlin.engine;

import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of new nodes, after Senlin's formats: {@code $8R} is eight random letters and digits,
 * {@code $3I} the index with at least three digits.
 *
 * @param random where the letters come from; thread-safe
 */
record NodeNames(RandomGenerator random) {
  private static final String USUAL = "node-$8R";
  private static final String LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final Pattern PLACE = Pattern.compile("\\$(\\d{0,2})([RI])");

  /**
   * A name.
   *
   * @param format an empty one is the usual one
   */
  String make(String format, int index) {
    Matcher places = PLACE.matcher(format.isEmpty() ? USUAL : format);
    String name =
        places.replaceAll(
            place -> {
              int width = place.group(1).isEmpty() ? 1 : Integer.parseInt(place.group(1));
              return place.group(2).equals("R") ? letters(width) : digits(index, width);
            });
    return name.length() <= 255 ? name : name.substring(0, 255);
  }

  private String letters(int count) {
    StringBuilder letters = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return letters.toString();
  }

  private static String digits(int index, int width) {
    String digits = Integer.toString(index);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }
}
