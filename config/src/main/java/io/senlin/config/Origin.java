package io.senlin.config;

import java.nio.file.Path;

/** Where the value of an option comes from. Its text is for people: {@code senlin.conf:12}. */
public sealed interface Origin {
  /**
   * A line of a file.
   *
   * @param line from 1; 0 for the file as a whole
   */
  record Line(Path file, int line) implements Origin {
    @Override
    public String toString() {
      return line == 0 ? file.toString() : file + ":" + line;
    }
  }

  /** The option's declaration: nobody set it. */
  record Default() implements Origin {
    @Override
    public String toString() {
      return "default";
    }
  }

  /**
   * A change made outside the files.
   *
   * @param by who or what made it: {@code set by ./senlin dispatcher enable}
   */
  record Overridden(String by) implements Origin {
    @Override
    public String toString() {
      return by;
    }
  }
}
