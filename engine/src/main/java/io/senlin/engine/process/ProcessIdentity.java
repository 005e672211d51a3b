package io.senlin.engine.process;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Names one process for ever: a process id alone is given to another process one day.
 *
 * @param pid its process id
 * @param startTicks when it started, in clock ticks since the machine did
 * @param boot the start of the id of that start of the machine
 * @param host the {@link #mark} of the machine; empty if there is only one
 */
record ProcessIdentity(long pid, long startTicks, String boot, String host) {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,10})-(\\d{1,15})-([0-9a-f]{8})(?:-([0-9a-z]{1,7}))?");

  /**
   * Reads a physical id.
   *
   * @param host the machine of one that names none
   */
  static Optional<ProcessIdentity> parse(String physicalId, String host) {
    Matcher matcher = FORM.matcher(physicalId);
    return matcher.matches()
        ? Optional.of(
            new ProcessIdentity(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                matcher.group(3),
                matcher.group(4) == null ? host : matcher.group(4)))
        : Optional.empty();
  }

  /** What stands for the name of a machine where there is no room for more than 7 characters. */
  static String mark(String host) {
    CRC32 checksum = new CRC32();
    checksum.update(host.getBytes(StandardCharsets.UTF_8));
    return Long.toString(checksum.getValue(), Character.MAX_RADIX);
  }

  /** The physical id: at most 36 characters, as process ids have no more than 7 digits. */
  String physicalId() {
    return pid + "-" + startTicks + "-" + boot + (host.isEmpty() ? "" : "-" + host);
  }
}
