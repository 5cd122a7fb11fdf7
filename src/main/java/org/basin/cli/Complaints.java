package org.basin.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.spark.sql.AnalysisException;
import org.basin.store.LockedException;
import org.basin.store.StoreException;
import org.basin.sweep.SweepException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is printed when something goes wrong, and the exit code that goes with it. */
final class Complaints {

  private Complaints() {}

  /** A command line that cannot be read. */
  static int usage(ParameterException exception, String[] args) {
    CommandLine command = exception.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("basin: " + message(exception));
    err.println("Try: " + command.getCommandSpec().qualifiedName(" ") + " --help");
    err.flush();
    return Exit.MISTAKE;
  }

  private static String message(ParameterException exception) {
    if (!(exception instanceof UnmatchedArgumentException unmatched)) {
      return exception.getMessage();
    }
    String given = unmatched.getUnmatched().get(0);
    boolean command =
        !unmatched.isUnknownOption() && !exception.getCommandLine().getSubcommands().isEmpty();
    String what = unmatched.isUnknownOption() ? "option" : command ? "command" : "further argument";
    List<String> near = unmatched.getSuggestions();
    String hint = "";
    if (!near.isEmpty()) {
      hint = "; did you mean " + near.get(0) + "?";
    } else if (command) {
      hint = "; commands: " + commands(exception.getCommandLine());
    }
    return "no such %s: %s%s".formatted(what, given, hint);
  }

  /** The names of the commands that are not hidden. */
  static String commands(CommandLine line) {
    return String.join(
        ", ",
        line.getSubcommands().entrySet().stream()
            .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
            .map(java.util.Map.Entry::getKey)
            .toList());
  }

  /**
   * A command that threw. What the person can mend is said without a stack trace.
   *
   * @param debug whether the stack trace is wanted nevertheless
   */
  static int failure(Exception thrown, CommandLine command, boolean debug) {
    Throwable cause = unwrap(thrown);
    PrintWriter err = command.getErr();
    int code = code(cause);
    switch (code) {
      case Exit.HELD, Exit.MISTAKE -> err.println(text(cause));
      default ->
          err.println(
              "basin: internal error: %s%s"
                  .formatted(cause, debug ? "" : "; the same command with --debug shows where"));
    }
    if (debug) {
      thrown.printStackTrace(err);
    }
    err.flush();
    return code;
  }

  private static int code(Throwable cause) {
    if (cause instanceof LockedException) {
      return Exit.HELD;
    }
    boolean mendable =
        cause instanceof SweepException
            || cause instanceof StoreException
            || cause instanceof UsageException
            || cause instanceof AnalysisException;
    return mendable ? Exit.MISTAKE : Exit.ERROR;
  }

  /** A sweep's mistakes start with their place already. */
  private static String text(Throwable cause) {
    if (cause instanceof SweepException) {
      return cause.getMessage();
    }
    if (cause instanceof AnalysisException analysis) {
      return "basin: " + analysis.getMessage().lines().findFirst().orElse("");
    }
    return "basin: " + cause.getMessage();
  }

  private static Throwable unwrap(Throwable thrown) {
    boolean wrapper = thrown instanceof ExecutionException;
    return wrapper && thrown.getCause() != null ? thrown.getCause() : thrown;
  }
}
