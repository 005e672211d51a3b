package io.senlin.server;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One command, run within the test's process, and what came of it. */
record Run(int exitCode, String out, String err) {
  static Run of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Main.commandLine(arguments)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Run(exitCode, out.toString(), err.toString());
  }
}
