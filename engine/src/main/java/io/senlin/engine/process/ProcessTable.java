package io.senlin.engine.process;

import io.senlin.engine.profile.ProfileFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Linux's own table of processes, {@code /proc}. Immutable, thread-safe. */
final class ProcessTable {
  private static final Path PROC = Path.of("/proc");
  private static final Path BOOT_ID = PROC.resolve("sys/kernel/random/boot_id");
  private static final int STATE = 0;
  private static final int START_TIME = 19; // field 22 of stat, counted from the state, field 3

  private final String host;

  ProcessTable(String host) {
    this.host = host;
  }

  /** The identity of the process that has a process id now; empty if none, or a dead one. */
  Optional<ProcessIdentity> alive(long pid) throws ProfileFailure {
    String boot = boot();
    try {
      String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
      // the name, in parentheses, may hold anything, also blanks and parentheses
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      boolean dead = fields[STATE].equals("Z") || fields[STATE].equals("X");
      return dead
          ? Optional.empty()
          : Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[START_TIME]), boot, host));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  boolean isAlive(ProcessIdentity process) throws ProfileFailure {
    return alive(process.pid()).filter(process::equals).isPresent();
  }

  /** Living processes of this user whose environment had a variable when they started. */
  List<ProcessIdentity> withEnvironment(String variable, String value) throws ProfileFailure {
    String wanted = "\0" + variable + "=" + value + "\0";
    List<ProcessIdentity> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path entry : all) {
        if (environment(entry).contains(wanted)) {
          alive(Long.parseLong(entry.getFileName().toString())).ifPresent(found::add);
        }
      }
    } catch (IOException unreadable) {
      throw needsProc(unreadable);
    }
    return found;
  }

  private static String environment(Path entry) {
    try {
      return "\0" + Files.readString(entry.resolve("environ"), StandardCharsets.ISO_8859_1);
    } catch (IOException goneOrForeign) {
      return "";
    }
  }

  private static String boot() throws ProfileFailure {
    try {
      return Files.readString(BOOT_ID).substring(0, 8);
    } catch (IOException unreadable) {
      throw needsProc(unreadable);
    }
  }

  private static ProfileFailure needsProc(IOException cause) {
    return new ProfileFailure(
        "host.process needs the /proc of Linux, which cannot be read: " + cause.getMessage(),
        cause);
  }
}
