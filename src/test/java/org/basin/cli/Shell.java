package org.basin.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a command line came to, run in this process.
 *
 * @param code the exit code
 * @param out results
 * @param err progress and complaints
 */
record Shell(int code, String out, String err) {

  static Shell run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(arguments);
    String end = System.lineSeparator();
    return new Shell(code, out.toString().replace(end, "\n"), err.toString().replace(end, "\n"));
  }
}
