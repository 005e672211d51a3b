package io.senlin.dispatchers.database;

import java.nio.charset.StandardCharsets;

/** Cuts texts to what a column holds: an event whose text is too long must not be lost. */
final class ColumnText {
  /** What a TEXT column of MariaDB holds. */
  static final int TEXT_BYTES = 65_535;

  private static final String ELLIPSIS = "…";

  private ColumnText() {}

  /** At most {@code maxCharacters}, for a VARCHAR; the last one shows that something is missing. */
  static String characters(String text, int maxCharacters) {
    if (text.length() <= maxCharacters) {
      return text;
    }
    return start(text, maxCharacters - ELLIPSIS.length()) + ELLIPSIS;
  }

  /** At most {@value #TEXT_BYTES} bytes of UTF-8, with a mark that says how long it was. */
  static String bytes(String text) {
    if (text.length() <= TEXT_BYTES / 3 || utf8Length(text) <= TEXT_BYTES) {
      return text;
    }
    String mark = ELLIPSIS + " [cut, " + text.length() + " characters]";
    int room = TEXT_BYTES - utf8Length(mark);
    String start = start(text, room);
    while (utf8Length(start) > room) {
      // at least one byte a character: never more too long than there are characters to drop
      start = start(start, start.length() - Math.max(1, (utf8Length(start) - room) / 3));
    }
    return start + mark;
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The first characters, without half a pair at the end. */
  private static String start(String text, int characters) {
    boolean splits =
        characters > 0
            && characters < text.length()
            && Character.isHighSurrogate(text.charAt(characters - 1));
    return text.substring(0, splits ? characters - 1 : Math.min(characters, text.length()));
  }
}
