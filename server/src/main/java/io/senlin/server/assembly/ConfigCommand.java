package io.senlin.server.assembly;

import io.senlin.config.Configuration;
import io.senlin.config.ConfigurationException;
import io.senlin.config.Problem;
import io.senlin.config.Setting;
import io.senlin.delivery.Refused;
import io.senlin.delivery.plugin.Plugins;
import io.senlin.server.cli.ExitCode;
import io.senlin.server.cli.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code senlin config …} */
@Command(name = "config", description = "senlin.conf: a sample, a check, and what is in force.")
public final class ConfigCommand {
  @Spec
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private CommandSpec command = CommandSpec.create();

  @Command(description = "Prints a complete senlin.conf with every option at its default.")
  int sample(@Mixin ConfigFiles files) {
    return withPlugins(
        files,
        loader -> {
          out().print(loader.sample());
          out().flush();
        });
  }

  @Command(description = "Reports everything that is wrong, with file and line.")
  int check(@Mixin ConfigFiles files) {
    return withPlugins(
        files,
        loader -> {
          Loaded loaded = loader.load();
          check(loaded);
          surroundings(loaded.configuration());
          loaded.problems().forEach(problem -> out().println("note: plugin not used: " + problem));
          loaded.configuration().notices().forEach(notice -> out().println("note: " + notice));
          out().println("ok: " + read(loaded.configuration()));
          out().flush();
        });
  }

  private static void check(Loaded loaded) throws ConfigurationException {
    List<Problem> problems = new ArrayList<>(ConfiguredDatabase.problems(loaded.configuration()));
    try {
      Dispatchers.check(loaded);
    } catch (Refused refused) {
      problems.addAll(Reloading.problems(refused, loaded.configuration()));
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  /** What is right in itself, and may not work here. */
  private void surroundings(Configuration configuration) {
    configuration.find(ServerOptions.PLUGIN_PATH).stream()
        .flatMap(List::stream)
        .filter(folder -> Files.notExists(Path.of(folder)))
        .forEach(folder -> out().println("note: plugin_path " + folder + " is not there"));
    if (!RunningEngine.apiSettings(configuration, true).loopback()) {
      out().println("note: with this [senlin_api] bind_host an engine starts with --insecure only");
    }
  }

  @Command(
      description = {
        "Shows every option with its value, and where that comes from: which dispatchers were"
            + " switched by command, too, as the database says, or the engine that has it open."
      })
  int show(
      @Mixin ConfigFiles files,
      @Option(
              names = "--url",
              paramLabel = "URL",
              defaultValue = "${env:SENLIN_URL}",
              description =
                  "Where the engine listens (SENLIN_URL; as [senlin_api] of senlin.conf says).")
          @Nullable URI url) {
    return withPlugins(
        files,
        loader -> {
          Configuration configuration = loader.load().configuration();
          show(configuration, switched(configuration, url == null ? url(configuration) : url));
        });
  }

  private void show(Configuration configuration, Switched switched) {
    String section = "";
    for (Setting declared : configuration.settings()) {
      Setting setting = switched.over(declared);
      if (!setting.section().equals(section)) {
        section = setting.section();
        out().println("[" + section + "]");
      }
      String values = String.join(", ", setting.values());
      out().println("%s = %s  # %s".formatted(setting.name(), values, setting.origin()));
    }
    switched
        .paused()
        .forEach(name -> out().println("# held by 'senlin dispatcher pause %s'".formatted(name)));
    out().flush();
  }

  /** What the files say is shown also if nobody can tell what was switched. */
  private Switched switched(Configuration configuration, URI url) throws ConfigurationException {
    try {
      return Switched.ask(configuration, url);
    } catch (Failure silent) {
      err().println("note: what was switched by command is not shown: " + silent.sentence());
      err().flush();
      return new Switched(List.of());
    }
  }

  private static URI url(Configuration configuration) {
    String host = configuration.get(ServerOptions.BIND_HOST);
    int port = configuration.get(ServerOptions.BIND_PORT);
    return URI.create("http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, port));
  }

  /** What a command does with the files. */
  private interface Use {
    void of(Loader loader) throws ConfigurationException;
  }

  private int withPlugins(ConfigFiles files, Use use) {
    try (Scratch scratch = Scratch.make();
        Plugins plugins = Loader.plugins(scratch.directory())) {
      use.of(new Loader(files, List.of(), plugins, List.of(new DatabaseSource())));
      return ExitCode.DONE;
    } catch (ConfigurationException wrong) {
      wrong.problems().stream().map(Problem::toString).forEach(err()::println);
      err().flush();
      return ExitCode.USAGE;
    } catch (IOException failure) {
      throw new Failure(ExitCode.FAILED, "there is no room for temporary files", failure);
    }
  }

  private static String read(Configuration configuration) {
    return configuration.files().isEmpty()
        ? "no file, all options at their defaults"
        : configuration.files().stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  private PrintWriter out() {
    return command.commandLine().getOut();
  }

  private PrintWriter err() {
    return command.commandLine().getErr();
  }
}
