package io.senlin.engine.process;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one process for ever: a process id alone is given to another process one day.
 *
 * @param pid its process id
 * @param startTicks when it started, in clock ticks since the machine did
 * @param boot the start of the id of that start of the machine
 */
record ProcessIdentity(long pid, long startTicks, String boot) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,10})-(\\d{1,15})-([0-9a-f]{8})");

  static Optional<ProcessIdentity> parse(String physicalId) {
    Matcher matcher = FORM.matcher(physicalId);
    return matcher.matches()
        ? Optional.of(
            new ProcessIdentity(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                matcher.group(3)))
        : Optional.empty();
  }

  /** The physical id: at most 36 characters. */
  String physicalId() {
    return pid + "-" + startTicks + "-" + boot;
  }
}
