package org.basin.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Reply;
import org.basin.draw.Listing;
import org.basin.draw.Shown;
import org.basin.draw.TextTable;
import org.basin.learn.Score;
import org.basin.run.UsageException;
import org.basin.sweep.DataKind;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Labels;
import org.basin.trial.Engines;
import org.basin.trial.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code describe [MODEL]} */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    header =
        "List the models, kinds of data and engines of this build, or one model's hyperparameters.",
    description = {
      "",
      "Examples:",
      "  ./basin describe",
      "  ./basin describe energy",
      "",
      "A name such as weight_K_I_J carries indices: weight_0_0_1 is one of them. Structural"
          + " hyperparameters change the code path; lane ones only numbers, so that trials which"
          + " differ in them are trained together.",
      ""
    })
final class DescribeCommand implements Callable<Integer> {

  private static final Listing<Score> METRICS =
      new Listing<Score>()
          .both("name", "metric", Score::name)
          .both("column", score -> Labels.column(score.column()).replace('_', ' '))
          .both("better", score -> Labels.of(score.better()))
          .both("text", "meaning", Score::text)
          .important("metric", "meaning");

  @Parameters(index = "0", arity = "0..1", paramLabel = "MODEL", description = "A model.")
  private Optional<String> model = Optional.empty();

  @Mixin private Reply reply;

  private final Models models = Models.withoutData();

  @Override
  public Integer call() {
    if (model.isPresent() && !models.models().contains(model.get())) {
      throw new UsageException(
          "MODEL must be one of %s, got %s"
              .formatted(String.join(", ", models.models()), model.get()));
    }
    reply.print(
        () -> model.map(this::modelMap).orElseGet(this::buildMap),
        () -> model.map(this::modelLines).orElseGet(this::buildLines));
    return Exit.DONE;
  }

  private Map<String, Object> buildMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("models", models.models());
    map.put("data", DescribedData.maps(models.data()));
    map.put("engines", Engines.states());
    return map;
  }

  private List<String> buildLines() {
    TextTable text = new TextTable(List.of());
    text.row("models", String.join(", ", models.models()));
    text.row("data", String.join(", ", models.data().stream().map(DataKind::name).toList()));
    Engines.states().forEach((name, state) -> text.row("engine " + name, state));
    List<String> lines = new ArrayList<>(Reply.lines(text));
    lines.add("");
    lines.addAll(DescribedData.lines(models.data()));
    return lines;
  }

  private Map<String, Object> modelMap(String name) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("model", name);
    map.put("hyperparameters", models.hyperparameters(name).stream().map(this::map).toList());
    map.put("metrics", METRICS.maps(models.scores(name)));
    return map;
  }

  private Map<String, Object> map(Hyperparameter one) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", one.name());
    map.put("type", Labels.of(one.type()));
    map.put("kind", Labels.of(one.kind()));
    map.put("default", one.standard().text());
    if (one.choices().isEmpty()) {
      map.put("min", one.min());
      map.put("max", one.max());
    } else {
      map.put("choices", one.choices());
    }
    if (one.formulas().any()) {
      map.put("formulas", one.formulas().form());
    }
    map.put("text", one.text());
    return map;
  }

  private List<String> modelLines(String name) {
    TextTable parameters =
        new TextTable(List.of("hyperparameter", "kind", "default", "values", "meaning"))
            .important(List.of("hyperparameter", "meaning", "default"));
    for (Hyperparameter one : models.hyperparameters(name)) {
      parameters.row(
          one.name(),
          Labels.of(one.kind()),
          one.standard().text().isEmpty() ? "-" : one.standard().text(),
          values(one),
          one.text());
    }
    List<String> lines = new ArrayList<>(Reply.lines(parameters));
    lines.add("");
    lines.addAll(Reply.lines(METRICS.table(models.scores(name))));
    return lines;
  }

  private static String values(Hyperparameter one) {
    return switch (one.type()) {
      case CHOICE ->
          String.join(" | ", one.choices())
              + (one.formulas().any() ? " | " + one.formulas().form() : "");
      case SWITCH -> "true | false";
      case SIZES -> "list of " + range(one);
      case TEXTS -> "list of texts";
      case INTEGER, REAL -> range(one);
    };
  }

  private static String range(Hyperparameter one) {
    boolean real = one.type() == Hyperparameter.Type.REAL;
    return Shown.range(one.min(), one.max(), real ? "number" : "whole number");
  }
}
