package org.basin.cli.process;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.basin.data.DataException;
import org.basin.kernel.EngineRefusedException;
import org.basin.read.QuestionException;
import org.basin.read.SparkTable;
import org.basin.run.UsageException;
import org.basin.store.LockedException;
import org.basin.store.StoreException;
import org.basin.sweep.PathLaw;
import org.basin.sweep.SweepException;
import org.basin.sweep.text.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is printed when something goes wrong, and the exit code that goes with it. */
public final class Complaints {

  private static final Pattern HELP = Pattern.compile("Unknown subcommand '(.*)'\\.");

  private Complaints() {}

  /** A command line that cannot be read. */
  public static int usage(ParameterException exception, String[] args) {
    CommandLine command = exception.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("basin: " + message(exception));
    err.println("Try: " + command.getCommandSpec().qualifiedName(" ") + " --help");
    err.flush();
    return Exit.MISTAKE;
  }

  private static String message(ParameterException exception) {
    Matcher help = HELP.matcher(exception.getMessage());
    if (help.matches()) { // help NAME
      String given = help.group(1);
      return Nearest.name(given, names(exception.getCommandLine()))
          .map(name -> "no such command: %s; did you mean %s?".formatted(given, name))
          .orElse("no such command: " + given);
    }
    if (!(exception instanceof UnmatchedArgumentException unmatched)) {
      return exception.getMessage();
    }
    String given = unmatched.getUnmatched().get(0);
    boolean command =
        !unmatched.isUnknownOption() && !exception.getCommandLine().getSubcommands().isEmpty();
    String what = unmatched.isUnknownOption() ? "option" : command ? "command" : "further argument";
    Optional<String> near =
        command
            ? Nearest.name(given, names(exception.getCommandLine()))
            : unmatched.getSuggestions().stream().findFirst();
    Optional<String> elsewhere = OtherTools.hint(given);
    String hint = "";
    if (elsewhere.isPresent()) {
      hint = "; " + elsewhere.get();
    } else if (near.isPresent()) {
      hint = "; did you mean " + near.get() + "?";
    } else if (command) {
      hint = "; commands: " + commands(exception.getCommandLine());
    }
    return "no such %s: %s%s".formatted(what, given, hint);
  }

  /** The names of the commands that are not hidden. */
  public static String commands(CommandLine line) {
    return String.join(", ", names(line));
  }

  private static List<String> names(CommandLine line) {
    return line.getSubcommands().entrySet().stream()
        .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
        .map(java.util.Map.Entry::getKey)
        .toList();
  }

  /**
   * A command that threw. What the person can mend is said without a stack trace.
   *
   * @param debug whether the stack trace is wanted nevertheless
   */
  public static int failure(Throwable thrown, CommandLine command, boolean debug) {
    Throwable cause = unwrap(thrown);
    PrintWriter err = command.getErr();
    int code = code(cause);
    if (code == Exit.ERROR && Hadoop.shuttingDown()) {
      return code;
    }
    switch (code) {
      case Exit.HELD, Exit.MISTAKE -> err.println(text(cause));
      default -> {
        Optional<String> exhausted = exhausted(cause);
        if (exhausted.isPresent()) {
          err.println(
              "basin: the memory of this Java must suffice, got %s and a limit of %,d MB; try again with BASIN_JAVA_OPTS=-Xmx8g or more, or with fewer trials at once: -Dspark.master=local[1]"
                  .formatted(exhausted.get(), Runtime.getRuntime().maxMemory() >> 20));
          break;
        }
        err.println(
            "basin: internal error: %s%s"
                .formatted(
                    PathLaw.plain(cause.toString()),
                    debug ? "" : "; the same command with --debug shows where"));
      }
    }
    if (debug) {
      thrown.printStackTrace(err);
    }
    err.flush();
    return code;
  }

  /** What memory did not suffice for, if it was that: in the command or in a thread of Spark's. */
  private static Optional<String> exhausted(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return Optional.of(String.valueOf(cause.getMessage()));
      }
      // what Spark tells of a task, and of a thread of its own, is text
      if (String.valueOf(cause.getMessage()).contains("OutOfMemoryError")) {
        return Optional.of("an OutOfMemoryError");
      }
    }
    return ErrorStream.exhausted() ? Optional.of("an OutOfMemoryError") : Optional.empty();
  }

  private static int code(Throwable cause) {
    if (cause instanceof LockedException) {
      return Exit.HELD;
    }
    if (SparkTable.unreadable(cause)) {
      return Exit.MISTAKE;
    }
    boolean mendable =
        cause instanceof SweepException
            || cause instanceof StoreException
            || cause instanceof DataException
            || cause instanceof UsageException
            || cause instanceof QuestionException
            || cause instanceof EngineRefusedException
            || cause instanceof InvalidPathException
            || cause instanceof AnalysisException;
    return mendable ? Exit.MISTAKE : Exit.ERROR;
  }

  /** A sweep's mistakes start with their place already. */
  private static String text(Throwable cause) {
    return PathLaw.plain(said(cause));
  }

  private static String said(Throwable cause) {
    if (cause instanceof SweepException) {
      return cause.getMessage();
    }
    if (cause instanceof SparkThrowable known && SparkTable.unreadable(cause)) {
      String file = known.getMessageParameters().getOrDefault("path", "a file of this run");
      return "basin: %s: this file must be readable as it was committed, but it is damaged (%s); put it back as it was, or remove the commits and wave folders from this wave on and run the sweep again"
          .formatted(file, deepest(cause));
    }
    if (cause instanceof InvalidPathException path) {
      return "basin: paths must be written in characters that the locale has, got %s; try again with LC_ALL=C.UTF-8"
          .formatted(path.getInput());
    }
    if (cause instanceof AnalysisException analysis) {
      return "basin: " + analysis.getMessage().lines().findFirst().orElse("");
    }
    return "basin: " + cause.getMessage();
  }

  private static Throwable unwrap(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (SparkTable.unreadable(cause)) {
        return cause;
      }
    }
    boolean wrapper = thrown instanceof ExecutionException;
    return wrapper && thrown.getCause() != null ? thrown.getCause() : thrown;
  }

  /** What the innermost cause says, in one line. */
  public static String deepest(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message.lines().findFirst().orElse("");
  }
}
