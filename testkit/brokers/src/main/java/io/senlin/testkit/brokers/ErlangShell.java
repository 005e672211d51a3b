package io.senlin.testkit.brokers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An Erlang shell that does at once what {@code rabbitmqctl}, which is started anew for each
 * command, takes seconds for. It outlives the broker, and speaks to the next one of the same name.
 */
final class ErlangShell implements AutoCloseable {
  private final String node;
  private final Process process;
  private final BufferedReader answers;

  private ErlangShell(String node, Process process) {
    this.node = node;
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts one.
   *
   * @param node the broker's name
   * @param name its own, of the same host
   * @param environment has the HOME to write to, and the port mapper's address
   */
  static ErlangShell start(String node, String name, String cookie, Map<String, String> environment)
      throws IOException {
    ProcessBuilder erl =
        new ProcessBuilder(
            "erl", "-sname", name, "-setcookie", cookie, "-hidden", "-start_epmd", "false");
    erl.environment().putAll(environment);
    return new ErlangShell(node, erl.redirectErrorStream(true).start());
  }

  /** Calls a function in the broker and returns what it answers, as Erlang writes it. */
  String call(String module, String function, String arguments) {
    return eval("rpc:call('%s', %s, %s, %s)".formatted(node, module, function, arguments));
  }

  /** Evaluates an expression in the shell itself. */
  synchronized String eval(String expression) {
    try {
      process
          .outputWriter(StandardCharsets.UTF_8)
          .append("io:format(\"~n@@~0p@@~n\", [")
          .append(expression)
          .append("]).\n")
          .flush();
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        if (line.startsWith("@@") && line.endsWith("@@")) {
          return line.substring(2, line.length() - 2);
        }
      }
      throw new IOException("the Erlang shell has ended");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
