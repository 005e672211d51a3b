package io.senlin.server.assembly;

import io.senlin.server.cli.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code senlin engine} */
@Command(
    name = "engine",
    description = {
      "Runs an engine until it is told to stop by SIGTERM or Ctrl-C; it then finishes what is in"
          + " flight. SIGHUP reads the configuration again."
    })
public final class EngineCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private CommandSpec command = CommandSpec.create();

  @Mixin private final ConfigFiles files = new ConfigFiles();

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description = "Where the engine keeps its files, instead of state_dir of senlin.conf.")
  private @Nullable Path stateDirectory;

  @Option(
      names = "--insecure",
      description = "Listen beyond loopback although nobody proves who he is.")
  private boolean insecure;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description = "How much to log: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Level logLevel = Level.INFO;

  @Override
  public Integer call() throws InterruptedException {
    Logs.level(logLevel);
    LastingEngine engine =
        LastingEngine.start(
            files, StateDirectory.change(Optional.ofNullable(stateDirectory)), insecure);
    Runtime.getRuntime().addShutdownHook(new Thread(engine::close, "stop"));
    Signals.onHangUp(engine::reload);
    PrintWriter out = command.commandLine().getOut();
    out.println("senlin: ready at " + engine.url());
    out.flush();
    new CountDownLatch(1).await(); // for the signal that ends the JVM
    return ExitCode.DONE;
  }
}
