package io.senlin.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Reads the text of one file as oslo.config's iniparser does, and goes on after an error to find
 * the next one: what an error makes unsure (the continuation of a wrong line, the keys below a
 * wrong header) is passed over in silence.
 *
 * <ul>
 *   <li>{@code [section]}; {@code key = value} or {@code key: value}, whichever sign comes first
 *   <li>a line that starts with a space or tab continues the value above it, as a line of its own
 *   <li>{@code #} and {@code ;} start a comment only at the start of a line; an empty line or a
 *       comment ends a value
 *   <li>quotes around the whole of a value's first line are taken off
 * </ul>
 */
final class Parser {
  private static final int MAX_PROBLEMS = 100;

  private enum State {
    /** No section yet. */
    PREAMBLE,
    /** Below a header that could not be read. */
    LOST,
    SECTION
  }

  private final Path file;
  private final Entries entries;
  private final List<Problem> problems;

  private State state = State.PREAMBLE;
  private String section = "";
  private String key = "";
  private final StringBuilder value = new StringBuilder();
  private int keyLine;
  private boolean skipContinuation;

  private Parser(Path file, Entries entries, List<Problem> problems) {
    this.file = file;
    this.entries = entries;
    this.problems = problems;
  }

  static void parse(String text, Path file, Entries entries, List<Problem> problems) {
    new Parser(file, entries, problems).parse(text);
  }

  private void parse(String text) {
    String[] lines = text.split("\r\n|\r|\n", -1);
    int before = problems.size();
    for (int i = 0; i < lines.length; i++) {
      line(trimEnd(lines[i]), i + 1);
      if (problems.size() - before >= MAX_PROBLEMS) {
        problem(i + 1, "too much is wrong; the rest of the file was not read");
        return;
      }
    }
    endValue();
  }

  private void line(String line, int number) {
    if (line.isEmpty()) {
      endValue();
    } else if (line.startsWith(" ") || line.startsWith("\t")) {
      continuation(line, number);
    } else {
      endValue();
      switch (line.charAt(0)) {
        case '[' -> header(line, number);
        case '#', ';' -> {} // a comment
        default -> assignment(line, number);
      }
    }
  }

  private void continuation(String line, int number) {
    if (!key.isEmpty()) {
      value.append('\n').append(trim(line));
    } else if (!skipContinuation) {
      problem(
          number,
          "this line starts with a space, but there is no value above it to continue; remove the"
              + " space, or the empty line or comment before it");
      skipContinuation = true;
    }
  }

  private void header(String line, int number) {
    state = State.LOST;
    if (!line.endsWith("]")) {
      problem(number, "a section must end with ]; nothing may follow it on its line");
    } else if (line.length() <= 2) {
      problem(number, "the section has no name; write [DEFAULT] or another name");
    } else {
      state = State.SECTION;
      section = line.substring(1, line.length() - 1);
      entries.open(section, new Origin.Line(file, number));
    }
  }

  private void assignment(String line, int number) {
    int sign = sign(line);
    String name = sign < 0 ? "" : trim(line.substring(0, sign));
    if (name.isEmpty()) {
      problem(
          number,
          sign < 0
              ? "the line has neither = nor :; write name = value"
              : "there is no name before the value; write name = value");
      skipContinuation = true;
      return;
    }
    key = name;
    keyLine = number;
    value.append(unquoted(trim(line.substring(sign + 1))));
  }

  private void endValue() {
    if (!key.isEmpty()) {
      switch (state) {
        case SECTION ->
            entries.assign(
                new Key(section, key),
                new Entries.Text(value.toString(), new Origin.Line(file, keyLine)));
        case PREAMBLE -> {
          problem(keyLine, "a value stands before any section; put [DEFAULT] above it");
          state = State.LOST;
        }
        case LOST -> {} // the header was reported
      }
      key = "";
      value.setLength(0);
    }
    skipContinuation = false;
  }

  private void problem(int line, String message) {
    problems.add(new Problem(new Origin.Line(file, line), message));
  }

  private static int sign(String line) {
    int colon = line.indexOf(':');
    int equal = line.indexOf('=');
    return colon < 0 || equal < 0 ? Math.max(colon, equal) : Math.min(colon, equal);
  }

  /** As oslo.config does it: a single quote sign is both of its quotes. */
  private static String unquoted(String value) {
    if (!value.startsWith("\"") && !value.startsWith("'")) {
      return value;
    }
    if (value.charAt(0) != value.charAt(value.length() - 1)) {
      return value;
    }
    return value.length() == 1 ? "" : value.substring(1, value.length() - 1);
  }

  private static String trim(String text) {
    int start = 0;
    while (start < text.length() && isSpace(text.charAt(start))) {
      start++;
    }
    return trimEnd(text.substring(start));
  }

  private static String trimEnd(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /** What Python's {@code str.strip} takes off, a pasted no-break space among it. */
  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }
}
