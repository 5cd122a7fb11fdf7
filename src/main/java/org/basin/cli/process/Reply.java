package org.basin.cli.process;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import org.basin.draw.JsonText;
import org.basin.draw.TextTable;
import org.basin.run.Screen;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a command prints: lines for a person or, with {@code --json}, one value for programs. */
public final class Reply {

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Whether programs are to read it. */
  public boolean json() {
    return json;
  }

  /** Where results go. */
  public PrintWriter out() {
    return command.commandLine().getOut();
  }

  /** Where progress and complaints go. */
  public PrintWriter err() {
    return command.commandLine().getErr();
  }

  /** Prints a result in the form that is asked for; the other form is not made. */
  public void print(Supplier<?> value, Supplier<List<String>> lines) {
    if (json) {
      out().println(JsonText.pretty(value.get()));
    } else {
      lines.get().forEach(out()::println);
    }
  }

  /** The lines of a table as wide as the screen. */
  public static List<String> lines(TextTable table) {
    return table.lines(Screen.columns());
  }

  /** Tells a person what goes on. */
  public void say(String text) {
    err().println(text);
    err().flush();
  }
}
