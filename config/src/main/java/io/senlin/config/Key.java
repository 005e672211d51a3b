package io.senlin.config;

/** Where an option stands: its section and its name, both with their case. */
record Key(String section, String name) {
  @Override
  public String toString() {
    return "[" + section + "] " + name;
  }
}
