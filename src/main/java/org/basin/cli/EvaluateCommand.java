package org.basin.cli;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.basin.checkpoint.Evaluation;
import org.basin.draw.Shown;
import org.basin.draw.TextTable;
import org.basin.npz.NpzException;
import org.basin.run.UsageException;
import org.basin.sweep.Revision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code evaluate CHECKPOINT.npz} */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    header = "Measure what a trial has learned, from its checkpoint.",
    description = {
      "",
      "Examples:",
      "  ./basin evaluate results/fashion-energy/checkpoints/trial-0.npz",
      "  ./basin evaluate trial-0.npz data.path=elsewhere engine=scalar",
      "",
      "Measured are the metrics that parameters, seed and data decide; what a row says of the"
          + " training itself is gone. On the data that the trial learned from they must be those of"
          + " its row, bit for bit on the engines scalar and vector; otherwise the exit code is 1.",
      ""
    })
final class EvaluateCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "CHECKPOINT.npz", description = "As checkpoint wrote it.")
  private Path file;

  @Parameters(
      index = "1..*",
      paramLabel = "name=value",
      description = "Other data or another engine: data=..., data.NAME=..., engine=...")
  private List<String> overrides = List.of();

  @Mixin private Reply reply;

  @Override
  public Integer call() throws Exception {
    for (String word : overrides) {
      if (!word.matches("(?s)(data(\\.\\w+)?|engine)=.*")) {
        throw new UsageException(
            "only data, data.NAME and engine may be other than in the checkpoint, got " + word);
      }
    }
    Evaluation evaluation;
    try {
      evaluation = Evaluation.of(file, overrides, Hadoop.configuration());
    } catch (NpzException e) {
      throw new UsageException(e.getMessage());
    } catch (NoSuchFileException e) {
      throw new UsageException(file + ": this file must be readable, got none");
    }
    boolean same = same(evaluation);
    reply.print(() -> map(evaluation, same), () -> lines(evaluation, same));
    return same ? Exit.DONE : Exit.ERROR;
  }

  /** Whether no metric differs that must not. */
  private static boolean same(Evaluation evaluation) {
    return !evaluation.comparable()
        || evaluation.metrics().entrySet().stream()
            .allMatch(
                metric -> {
                  Float row = evaluation.head().metrics().get(metric.getKey());
                  return row == null || Objects.equals(row, metric.getValue());
                });
  }

  private static Map<String, Object> map(Evaluation evaluation, boolean same) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("trial", evaluation.head().trial());
    map.put("digest", evaluation.head().digest());
    map.put("same_data", evaluation.sameData());
    map.put("engine", evaluation.sweep().engine());
    map.put("same", evaluation.comparable() ? Optional.of(same) : Optional.empty());
    map.put("metrics", evaluation.metrics());
    map.put("row", evaluation.head().metrics());
    return map;
  }

  private List<String> lines(Evaluation evaluation, boolean same) {
    TextTable text = new TextTable(List.of("metric", "evaluated", "in its row"));
    evaluation
        .metrics()
        .forEach(
            (name, value) ->
                text.row(
                    name,
                    value.isNaN() ? "-" : Shown.exact(value),
                    Optional.ofNullable(evaluation.head().metrics().get(name))
                        .map(Shown::exact)
                        .orElse("-")));
    List<String> lines = new ArrayList<>();
    lines.add(
        "trial %d of %s: %s"
            .formatted(
                evaluation.head().trial(),
                evaluation.sweep().name(),
                evaluation.sameData()
                    ? evaluation.sweep().subject("learned")
                    : evaluation.sweep().model() + " learned other data than this"));
    lines.addAll(Reply.lines(text));
    if (!evaluation.sameData()) {
      lines.add("Measured on " + evaluation.sweep().data() + ".");
    } else if (evaluation.head().revision() != Revision.ROWS) {
      lines.add(
          "Written by a build whose rows differ (revision %d, this is %d), so nothing is compared."
              .formatted(evaluation.head().revision(), Revision.ROWS));
    } else if (evaluation.comparable()) {
      lines.add(same ? "Equal, bit for bit, where its row has it." : "Different from its row.");
    }
    return lines;
  }
}
