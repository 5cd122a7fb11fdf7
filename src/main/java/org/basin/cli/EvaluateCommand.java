package org.basin.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.basin.checkpoint.Asked;
import org.basin.checkpoint.Evaluation;
import org.basin.checkpoint.GivenInputs;
import org.basin.checkpoint.InputException;
import org.basin.checkpoint.Said;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Hadoop;
import org.basin.cli.process.Reply;
import org.basin.draw.Shown;
import org.basin.draw.TextTable;
import org.basin.npz.NpzException;
import org.basin.run.UsageException;
import org.basin.sweep.Part;
import org.basin.sweep.Revision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
      "  ./basin evaluate trial-0.npz --outputs=test",
      "  ./basin evaluate trial-0.npz --input 0.5,-1 --input samples.csv",
      "  ./basin evaluate trial-0.npz --backward --clamped 1",
      "  ./basin evaluate trial-0.npz --backward=0,1 --backward=1,0",
      "",
      "Measured are the metrics that parameters, seed and data decide; what a row says of the"
          + " training itself is gone. On the data that the trial learned from they must be those"
          + " of its row, bit for bit on the engines scalar and vector; otherwise the exit code is"
          + " 1.",
      "",
      "What the net says of each sample is printed with --outputs, and with --input for samples of"
          + " your own, numbers as the net sees them.",
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

  @Option(
      names = "--outputs",
      arity = "0..1",
      fallbackValue = Part.BOTH,
      paramLabel = "PART",
      description =
          "Print what the net says of each sample of train, test or both, both if not said.")
  private String outputs = Part.word(List.of());

  @Option(
      names = "--input",
      paramLabel = "NUMBERS|FILE.csv",
      description = "Print what the net says of these samples; may be given several times.")
  private List<String> inputs = List.of();

  @Option(
      names = "--backward",
      arity = "0..1",
      fallbackValue = "train",
      paramLabel = "PART|NUMBERS|FILE.csv",
      description =
          "Print the inputs that labels of train, test or both imply, train if not said, or that"
              + " outputs of your own do; of energy nets.")
  private List<String> backward = List.of();

  @Option(
      names = "--clamped",
      split = ",",
      paramLabel = "LAYER",
      description = "Layers below the output that --backward holds where the net settles.")
  private List<Integer> clamped = List.of();

  @Mixin private Reply reply;

  @Override
  public Integer call() throws Exception {
    for (String word : overrides) {
      if (!word.matches("(?s)(data(\\.\\w+)?|engine)=.*")) {
        throw new UsageException(
            "only data, data.NAME and engine may be other than in the checkpoint, got " + word);
      }
    }
    if (!Part.WORDS.contains(outputs)) {
      throw new UsageException(
          "--outputs must be one of %s, got %s".formatted(String.join(", ", Part.WORDS), outputs));
    }
    Evaluation evaluation;
    try {
      Asked asked = asked();
      evaluation = Evaluation.of(file, overrides, Hadoop.configuration(), asked);
    } catch (NpzException | InputException e) {
      throw new UsageException(e.getMessage());
    } catch (NoSuchFileException e) {
      throw new UsageException(file + ": this file must be readable, got none");
    }
    boolean same = same(evaluation);
    reply.print(() -> map(evaluation, same), () -> lines(evaluation, same));
    return same ? Exit.DONE : Exit.ERROR;
  }

  private Asked asked() throws IOException {
    List<Part> parts = new ArrayList<>();
    List<String> outputsOfOwn = new ArrayList<>();
    for (String word : backward) {
      if (Part.WORDS.contains(word)) {
        if (Part.of(word).isEmpty()) {
          throw new UsageException(
              "--backward must name samples or outputs to go back from, got " + word);
        }
        parts.addAll(Part.of(word));
      } else {
        outputsOfOwn.add(word);
      }
    }
    if (parts.isEmpty() && !clamped.isEmpty()) {
      throw new UsageException(
          "--clamped must stand with --backward from samples, whose states layers are held at");
    }
    return new Asked(
        Part.of(outputs),
        GivenInputs.of("--input", inputs),
        parts,
        new LinkedHashSet<>(clamped),
        GivenInputs.of("--backward", outputsOfOwn));
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
    map.put("samples", evaluation.said().stream().map(EvaluateCommand::map).toList());
    map.put("implied", evaluation.implied().stream().map(EvaluateCommand::implied).toList());
    return map;
  }

  private static Map<String, Object> map(Said said) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("of", said.of());
    map.put("sample", said.sample());
    map.put("label", said.label());
    map.put("output", list(said.output()));
    map.put("energy", said.energy());
    map.put("left", said.left().map(EvaluateCommand::list));
    return map;
  }

  private static Map<String, Object> implied(Said said) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("of", said.of());
    map.put("sample", said.sample());
    map.put("label", said.label());
    map.put("input", list(said.output()));
    return map;
  }

  /** A line for each sample; columns that no sample has are left out. */
  private static List<String> samples(List<Said> said, String what) {
    boolean labels = said.stream().anyMatch(one -> one.label().isPresent());
    boolean energies = said.stream().anyMatch(one -> one.energy().isPresent());
    boolean left = said.stream().anyMatch(one -> one.left().isPresent());
    List<String> names = new ArrayList<>(List.of("of", "sample"));
    if (labels) {
      names.add("label");
    }
    names.add(what);
    if (energies) {
      names.add("energy");
    }
    if (left) {
      names.add("left by training");
    }
    TextTable text = new TextTable(names);
    for (Said one : said) {
      List<String> row = new ArrayList<>(List.of(one.of(), "" + one.sample()));
      if (labels) {
        row.add(one.label().map(String::valueOf).orElse("-"));
      }
      row.add(numbers(one.output()));
      if (energies) {
        row.add(one.energy().map(energy -> Shown.exact(energy.floatValue())).orElse("-"));
      }
      if (left) {
        row.add(one.left().map(EvaluateCommand::numbers).orElse("-"));
      }
      text.row(row);
    }
    return text.lines();
  }

  private static String numbers(float[] numbers) {
    return String.join(" ", list(numbers).stream().map(Shown::exact).toList());
  }

  private static List<Float> list(float[] numbers) {
    List<Float> list = new ArrayList<>();
    for (float number : numbers) {
      list.add(number);
    }
    return list;
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
    if (!evaluation.said().isEmpty()) {
      lines.add("");
      lines.addAll(samples(evaluation.said(), "output"));
    }
    if (!evaluation.implied().isEmpty()) {
      lines.add("");
      lines.addAll(samples(evaluation.implied(), "implied input"));
    }
    return lines;
  }
}
