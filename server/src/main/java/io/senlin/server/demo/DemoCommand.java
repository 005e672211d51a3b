package io.senlin.server.demo;

import io.senlin.server.assembly.ConfigFiles;
import io.senlin.server.assembly.Logs;
import io.senlin.server.assembly.Parts;
import io.senlin.server.assembly.RunningEngine;
import io.senlin.server.cli.ExitCode;
import io.senlin.server.cli.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code senlin demo} */
@Command(
    name = "demo",
    description =
        "Shows an engine at work on real processes, and proves that no event is lost; leaves"
            + " nothing behind.")
public final class DemoCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private CommandSpec command = CommandSpec.create();

  @Option(names = "--keep", description = "Keep the engine up until Ctrl-C, and print its URL.")
  private boolean keep;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    Logs.level(Level.WARN);
    AtomicBoolean cut = new AtomicBoolean();
    try (Parts parts = new Parts()) {
      onExit(parts, cut);
      Demonstration demonstration = parts.add("demonstration", Demonstration.prepare());
      ConfigFiles files = ConfigFiles.of(demonstration.configuration());
      RunningEngine engine = parts.add("engine", RunningEngine.start(files, List.of(), false));
      boolean proven = demonstration.play(engine.url(), line -> print(out, line));
      if (keep) {
        print(out, "The engine stays up at " + engine.url() + " until Ctrl-C.");
        new CountDownLatch(1).await();
      }
      return proven ? ExitCode.DONE : ExitCode.FAILED;
    } catch (Failure failure) {
      if (cut.get()) {
        return ExitCode.FAILED; // only the consequence of Ctrl-C
      }
      throw failure;
    }
  }

  /** Ctrl-C: everything is stopped and removed by the JVM's last thread. */
  private static void onExit(Parts parts, AtomicBoolean cut) {
    Thread last =
        new Thread(
            () -> {
              cut.set(true);
              parts.close();
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(last);
  }

  private static void print(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
