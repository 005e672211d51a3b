package io.senlin.testkit.databases;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The programs of a database server: those from Maven Central, or those in the folder that {@code
 * -Dsenlin.postgres} or {@code -Dsenlin.mariadb} names.
 *
 * @param folder of the installation
 * @param prefix of every command
 */
record Binaries(Path folder, List<String> prefix) {
  private static final List<String> PLACES = List.of("bin", "sbin", "scripts");

  /** Whether other programs than those from Maven Central are asked for. */
  static boolean named(String server) {
    return System.getProperty("senlin." + server) != null;
  }

  static Binaries postgres() {
    Path folder =
        named("postgres")
            ? Path.of(System.getProperty("senlin.postgres"))
            : TestDatabases.postgresFolder();
    // it refuses to run as root; in a user namespace of its own it is nobody
    boolean root = "root".equals(System.getProperty("user.name"));
    return new Binaries(folder, root ? List.of("unshare", "-U") : List.of());
  }

  static Binaries mariadb() {
    Path folder =
        named("mariadb") ? Path.of(System.getProperty("senlin.mariadb")) : MariaDbPrograms.folder();
    return new Binaries(folder, List.of());
  }

  /** The command line that runs a program. */
  List<String> command(String program, Object... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(
        PLACES.stream()
            .map(place -> folder.resolve(place).resolve(program))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("there is no " + program + " below " + folder))
            .toString());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return command;
  }
}
