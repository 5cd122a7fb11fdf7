package org.basin.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.basin.draw.JsonText;
import org.basin.learn.Score;
import org.basin.report.Answer;
import org.basin.run.Screen;
import org.basin.run.UsageException;
import org.basin.space.Axis;
import org.basin.space.Space;
import org.basin.store.RunDirectory;
import org.basin.store.SameColumns;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.SweepWriter;
import org.basin.trial.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code answer DIR} */
@Command(
    name = "answer",
    mixinStandardHelpOptions = true,
    header = "Answer from the trials committed by now, as a run does at its end.",
    description = {
      "",
      "Examples:",
      "  ./basin answer results/xor-initialisation-grid",
      "  ./basin answer results/xor-initialisation-grid"
          + " 'answer={share: free_error == 0, by: [weight_1_0_0], across: weight_1_1_0}'",
      "",
      "answer=TABLE or answer=[TABLE, ...] asks something else of the same trials than the sweep"
          + " did, and is kept nowhere.",
      ""
    })
final class AnswerCommand implements Callable<Integer> {

  @Mixin private RunFolder folder;

  @Parameters(
      index = "1..*",
      paramLabel = "answer=TABLE",
      description = "Other tables than those of the sweep.")
  private List<String> overrides = List.of();

  @Mixin private JsonFlag json;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    RunDirectory directory = folder.open(Hadoop.configuration());
    Sweep sweep = asked(directory);
    List<Axis> axes = Space.of(sweep, new Models()).axes();
    try (SparkSession spark = SparkStart.open("basin answer", Optional.empty())) {
      Answer answer = Answer.of(folder.table(spark), sweep, axes, RunCommand.BEST);
      PrintWriter out = spec.commandLine().getOut();
      if (json.wanted) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("directory", folder.path());
        map.put("trials", answer.trials());
        map.putAll(answer.map());
        out.println(JsonText.pretty(map));
      } else {
        answer.lines(folder.path(), Screen.columns()).forEach(out::println);
      }
    }
    return Exit.DONE;
  }

  /** The sweep as run, with another answer if one is given. */
  private Sweep asked(RunDirectory directory) throws SweepException {
    Sweep run = folder.sweep(directory);
    Sweep asked = folder.sweep(directory, overrides);
    List<String> columns = names(run);
    if (!columns.contains(asked.metric().name())) {
      SameColumns.require(directory, columns, names(asked), asked.metric().name());
    }
    List<String> differences = SweepWriter.differences(asked, run);
    if (!differences.isEmpty()) {
      throw new UsageException(
          "%s: a question must leave the trials and their columns as they are, got %s"
              .formatted(folder.path(), String.join("; ", differences)));
    }
    return asked;
  }

  private static List<String> names(Sweep sweep) {
    return new Models().scores(sweep).stream().map(Score::name).toList();
  }
}
