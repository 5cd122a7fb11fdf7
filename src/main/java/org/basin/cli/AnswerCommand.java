package org.basin.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Reply;
import org.basin.report.Answer;
import org.basin.run.SameColumns;
import org.basin.run.Screen;
import org.basin.run.UsageException;
import org.basin.store.RunDirectory;
import org.basin.sweep.SweepException;
import org.basin.sweep.SweepWriter;
import org.basin.trial.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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

  @Mixin private Reply reply;

  @Override
  public Integer call() throws Exception {
    Job job = asked(folder.open());
    folder.read(
        "answer",
        table -> {
          Answer answer = Answer.of(table, job, RunCommand.BEST);
          reply.print(() -> map(answer), () -> answer.lines(folder.path(), Screen.columns()));
        });
    return Exit.DONE;
  }

  private Map<String, Object> map(Answer answer) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("directory", folder.path());
    map.put("trials", answer.trials());
    map.putAll(answer.map());
    return map;
  }

  /** The sweep as run, with another answer if one is given. */
  private Job asked(RunDirectory directory) throws SweepException {
    Job run = folder.job(directory);
    Job asked = folder.job(directory, overrides);
    List<String> columns = run.metrics();
    String metric = asked.sweep().metric().name();
    if (!columns.contains(metric)) {
      SameColumns.require(directory, columns, asked.metrics(), metric);
    }
    List<String> differences = SweepWriter.differences(asked.sweep(), run.sweep());
    if (!differences.isEmpty()) {
      throw new UsageException(
          "%s: a question must leave the trials and their columns as they are, got %s"
              .formatted(folder.path(), String.join("; ", differences)));
    }
    return asked;
  }
}
