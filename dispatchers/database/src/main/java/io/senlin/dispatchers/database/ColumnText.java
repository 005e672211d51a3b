package io.senlin.dispatchers.database;

import io.senlin.store.Dialect;
import java.nio.charset.StandardCharsets;

/**
 * Cuts texts to what a column holds: an event whose text is too long must not be lost.
 *
 * <p>What lies beyond U+FFFF is counted as 12 characters on MariaDB: the tables of a real Senlin
 * cannot hold it, and there the store writes it as in JSON, {@code \ud83d\ude00}.
 */
final class ColumnText {
  /** What a TEXT column of MariaDB holds. */
  static final int TEXT_BYTES = 65_535;

  private static final String ELLIPSIS = "…";
  private static final int ESCAPED_PAIR = 12;

  private final int pairCharacters;
  private final int pairBytes;

  ColumnText(Dialect dialect) {
    boolean escapes = dialect == Dialect.MARIADB;
    this.pairCharacters = escapes ? ESCAPED_PAIR : 2;
    this.pairBytes = escapes ? ESCAPED_PAIR : 4;
  }

  /** At most {@code maxCharacters}, for a VARCHAR; the last one shows that something is missing. */
  String characters(String text, int maxCharacters) {
    if (prefix(text, maxCharacters, false) == text.length()) {
      return text;
    }
    return text.substring(0, prefix(text, maxCharacters - 1, false)) + ELLIPSIS;
  }

  /** At most {@value #TEXT_BYTES} bytes of UTF-8, with a mark that says how long it was. */
  String bytes(String text) {
    if (prefix(text, TEXT_BYTES, true) == text.length()) {
      return text;
    }
    String mark = ELLIPSIS + " [cut, " + text.length() + " characters]";
    int room = TEXT_BYTES - mark.getBytes(StandardCharsets.UTF_8).length;
    return text.substring(0, prefix(text, room, true)) + mark;
  }

  /** How many characters from the start fit into {@code room}; never half a pair. */
  private int prefix(String text, int room, boolean inBytes) {
    int used = 0;
    int end = 0;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean pair =
          Character.isHighSurrogate(c)
              && end + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(end + 1));
      int size = pair ? (inBytes ? pairBytes : pairCharacters) : inBytes ? utf8Bytes(c) : 1;
      if (used + size > room) {
        return end;
      }
      used += size;
      end += pair ? 2 : 1;
    }
    return end;
  }

  private static int utf8Bytes(char c) {
    if (c == 0) {
      return 3; // its symbol takes its place on servers
    }
    return c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
  }
}
