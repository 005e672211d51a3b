package io.senlin.server.assembly;

import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** How much the log says. It goes to the error stream; see logback.xml. */
public final class Logs {
  /** Held here: java.util.logging forgets the level of a logger that nobody holds. */
  private static final java.util.logging.Logger HELIDON =
      java.util.logging.Logger.getLogger("io.helidon");

  /** Prints a stack trace where one sentence follows: a port that is taken. */
  private static final java.util.logging.Logger STARTING =
      java.util.logging.Logger.getLogger("io.helidon.webserver.LoomServer");

  private Logs() {}

  /** From now on only what is of this level or more severe, of this program's own code. */
  public static void level(Level level) {
    // the binding is declared by this module alone, so the cast is safe
    Logger own = (Logger) LoggerFactory.getLogger("io.senlin");
    HELIDON.setLevel(java.util.logging.Level.WARNING); // it greets on every start
    STARTING.setLevel(java.util.logging.Level.OFF);
    own.setLevel(ch.qos.logback.classic.Level.convertAnSLF4JLevel(level));
  }
}
