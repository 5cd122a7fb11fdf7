package org.basin.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basin.cli.bench.BenchCommand;
import org.basin.cli.process.Complaints;
import org.basin.cli.process.Ending;
import org.basin.cli.process.ErrorStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Where Basin starts, from {@code ./basin} and from spark-submit alike. */
@Command(
    name = "basin",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Trains 10^4 to 10^10 small models, one for each point of a space of hyperparameters and"
          + " initialisations, and keeps one row for each of them in one Parquet table.",
      "",
      "A first sweep, from the question to the answer:",
      "  ./basin init energy first.yaml",
      "  ./basin validate first.yaml",
      "  ./basin plan first.yaml",
      "  ./basin run first.yaml",
      "  ./basin top results/first -n 20",
      "",
      "./basin COMMAND --help shows what a command does, with examples.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:internal error, or a verification that failed",
      "2:a mistake in the usage, the sweep file or the data",
      "3:done, but some trials FAILED",
      "75:another process holds the run"
    })
public final class Main implements Runnable {

  /** The commands in the order of the help. */
  private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("run", RunCommand.class);
    COMMANDS.put("plan", PlanCommand.class);
    COMMANDS.put("validate", ValidateCommand.class);
    COMMANDS.put("describe", DescribeCommand.class);
    COMMANDS.put("init", InitCommand.class);
    COMMANDS.put("schema", SchemaCommand.class);
    COMMANDS.put("status", StatusCommand.class);
    COMMANDS.put("top", TopCommand.class);
    COMMANDS.put("answer", AnswerCommand.class);
    COMMANDS.put("report", ReportCommand.class);
    COMMANDS.put("map", MapCommand.class);
    COMMANDS.put("query", QueryCommand.class);
    COMMANDS.put("replay", ReplayCommand.class);
    COMMANDS.put("checkpoint", CheckpointCommand.class);
    COMMANDS.put("evaluate", EvaluateCommand.class);
    COMMANDS.put("pictures", PicturesCommand.class);
    COMMANDS.put("explore", ExploreCommand.class);
    COMMANDS.put("list", ListCommand.class);
    COMMANDS.put("diff", DiffCommand.class);
    COMMANDS.put("export", ExportCommand.class);
    COMMANDS.put("compact", CompactCommand.class);
    COMMANDS.put("verify", VerifyCommand.class);
    COMMANDS.put("bench", BenchCommand.class);
    COMMANDS.put("completion", CompletionCommand.class);
    COMMANDS.put("help", CommandLine.HelpCommand.class);
    COMMANDS.put("warm-up", WarmUp.class);
  }

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "On errors print the stack trace as well.")
  private boolean debug;

  @Spec private CommandSpec spec;

  private Main() {}

  /** Runs one command and ends the process with its exit code, where the process is ours. */
  public static void main(String[] args) {
    CommandLine line = commandLine(writer(System.out), writer(System.err), needed(args));
    if (!Ending.elsewhere() && !List.of(args).contains("--debug")) {
      ErrorStream.own();
    }
    int code;
    try {
      code = line.execute(args);
    } catch (OutOfMemoryError | StackOverflowError exhausted) {
      // picocli handles exceptions alone
      code = Complaints.failure(exhausted, line, List.of(args).contains("--debug"));
    }
    Ending.with(code);
  }

  /**
   * The commands that a command line may need: reading what all of them take costs as much as many
   * a question. Help, completion and a mistake need all.
   */
  private static Map<String, Class<?>> needed(String[] args) {
    if (args.length == 0 || List.of("help", "completion").contains(args[0])) {
      return COMMANDS;
    }
    if (List.of(args).equals(List.of("--version")) || List.of(args).equals(List.of("-V"))) {
      return Map.of();
    }
    Class<?> only = COMMANDS.get(args[0]);
    return only == null ? COMMANDS : Map.of(args[0], only);
  }

  /** The whole command line, printing to the given writers. */
  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    return commandLine(out, err, COMMANDS);
  }

  /** With some commands by their names. */
  static CommandLine commandLine(PrintWriter out, PrintWriter err, Map<String, Class<?>> commands) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    commands.forEach(line::addSubcommand);
    line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
    line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandGroups());
    return line.setOut(out)
        .setErr(err)
        .setUsageHelpWidth(100)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Complaints::usage)
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> Complaints.failure(exception, command, main.debug));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command must follow, got none; commands: " + Complaints.commands(spec.commandLine()));
  }

  /** UTF-8 whatever the locale says: results are read by programs, too. */
  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
