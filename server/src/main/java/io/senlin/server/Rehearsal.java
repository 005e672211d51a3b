package io.senlin.server;

import io.senlin.server.assembly.ConfigFiles;
import io.senlin.server.assembly.RunningEngine;
import io.senlin.server.assembly.Scratch;
import io.senlin.server.cli.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What nearly every start of the program does, done once: an engine starts, commands ask it, and it
 * stops. The build runs it, so that the JVM can keep what a start has to load and link (its option
 * {@code AOTCacheOutput}), and each later start has less to do.
 */
final class Rehearsal {
  private static final List<String> COMMANDS =
      List.of(
          "profile type list",
          "profile list",
          "cluster list",
          "node list",
          "action list",
          "event list",
          "dispatcher list",
          "service list",
          "retention show");

  private Rehearsal() {}

  /** Rehearses in a temporary directory; exits with 1 if something went wrong. */
  public static void main(String[] arguments) throws IOException {
    boolean well;
    try (Scratch scratch = Scratch.make()) {
      well = rehearse(scratch.directory());
    }
    System.exit(well ? ExitCode.DONE : ExitCode.FAILED);
  }

  private static boolean rehearse(Path folder) throws IOException {
    Path configuration =
        Files.writeString(
            folder.resolve("senlin.conf"),
            """
            [DEFAULT]
            state_dir = %1$s/state
            event_dispatchers = database
            event_dispatchers = jsonfile

            [dispatcher:jsonfile]
            path = %1$s/events.jsonl

            [senlin_api]
            bind_port = 0
            """
                .formatted(folder));
    boolean well = run("config check --config-file " + configuration);
    try (RunningEngine engine =
        RunningEngine.start(ConfigFiles.of(configuration), List.of(), false)) {
      for (String command : COMMANDS) {
        well &= run(command + " --url " + engine.url());
      }
    }
    return well;
  }

  private static boolean run(String command) {
    String[] words = command.split(" ", -1);
    return Main.commandLine(words).setOut(new PrintWriter(Writer.nullWriter())).execute(words)
        == ExitCode.DONE;
  }
}
