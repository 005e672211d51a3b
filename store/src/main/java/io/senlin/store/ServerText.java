package io.senlin.store;

/** Texts as a server takes them: no text is a reason to lose what it came with. */
final class ServerText {
  private static final char NUL_SYMBOL = '\u2400';
  private static final char UNKNOWN = '\uFFFD';

  private ServerText() {}

  /**
   * Replaces what no server stores: NUL (which PostgreSQL refuses) by the symbol ␀, and half a
   * surrogate pair by the replacement character.
   */
  static String clean(String text) {
    return replaced(text, false);
  }

  /**
   * The same, for tables of a Senlin on MariaDB, whose character set ends at U+FFFF: what lies
   * beyond is written as in JSON, {@code \ud83d\ude00}, which in a column of JSON means the same.
   */
  static String narrow(String text) {
    return replaced(text, true);
  }

  private static String replaced(String text, boolean narrow) {
    int first = firstStrange(text);
    if (first == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (c == '\0') {
        out.append(NUL_SYMBOL);
      } else if (!Character.isSurrogate(c)) {
        out.append(c);
      } else if (!pair) {
        out.append(UNKNOWN);
      } else {
        i++;
        if (narrow) {
          out.append(String.format("\\u%04x\\u%04x", (int) c, (int) text.charAt(i)));
        } else {
          out.append(c).append(text.charAt(i));
        }
      }
    }
    return out.toString();
  }

  private static int firstStrange(String text) {
    int i = 0;
    while (i < text.length() && text.charAt(i) != '\0' && !Character.isSurrogate(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
