package io.senlin.acceptance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged program, as the build of the server module leaves it. */
final class Program {
  private static final Path HOME = Path.of("../server/target/senlin").toAbsolutePath().normalize();

  private static final int LIMIT_SECONDS = 300;

  private Program() {}

  /** What a command that has ended said. */
  record Ended(int exitCode, String output) {}

  /** Runs a command of the program to its end. */
  static Ended run(Path folder, String... arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process = start(folder, output, List.of(arguments));
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(
          List.of(arguments)
              + " did not end in "
              + LIMIT_SECONDS
              + " s; it said: "
              + Files.readString(output));
    }
    return new Ended(process.exitValue(), Files.readString(output));
  }

  /** Starts a command of the program; what it says is appended to {@code output}. */
  static Process start(Path folder, Path output, List<String> arguments) throws IOException {
    if (!Files.isDirectory(HOME.resolve("lib"))) {
      throw new AssertionError(HOME + " is missing; build it with: mvn -pl server -am package");
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + HOME.resolve("java.options"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-XX:AOTCache=" + HOME.resolve("senlin.aot"),
                "-Dsenlin.home=" + HOME,
                "-cp",
                HOME.resolve("lib") + File.separator + "*",
                "io.senlin.server.Main"));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
        .start();
  }
}
