package org.basin.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.basin.golden.Arithmetic;
import org.basin.golden.GoldenException;
import org.basin.golden.GoldenFile;
import org.basin.golden.Outcome;
import org.basin.golden.Outcome.Verdict;
import org.basin.kernel.Engine;
import org.basin.report.Shown;
import org.basin.report.TextTable;
import org.basin.run.Terminal;
import org.basin.trial.Engines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify GOLDEN.json...} */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    header = "Recompute reference vectors with this build on this machine.",
    description = {
      "",
      "Examples:",
      "  ./basin verify data/golden/A_sliders.json.gz",
      "  ./basin verify data/golden/A_*.json.gz --engine vector",
      "",
      "For each case the number that comes nearest to its tolerance, or exceeds it most, is shown with"
          + " its absolute deviation. The scalar engine is checked in double precision as well,"
          + " against the tolerance of the file itself. Exits 1 when a case fails.",
      ""
    })
final class VerifyCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "GOLDEN.json", description = "Files of format golden-1.")
  private List<Path> files;

  @Option(
      names = "--engine",
      paramLabel = "E",
      converter = EngineOption.class,
      completionCandidates = EngineOption.class,
      description = "Only this engine: ${COMPLETION-CANDIDATES}; scalar and vector if not given.")
  private Optional<Engine> engine = Optional.empty();

  @Mixin private JsonFlag json;
  @Spec private CommandSpec spec;

  /** An outcome and the file that it belongs to. */
  private record Line(String file, Outcome outcome) {}

  @Override
  public Integer call() {
    List<Line> lines = new ArrayList<>();
    for (Path file : files) {
      GoldenFile golden = read(file);
      for (Arithmetic arithmetic : arithmetics()) {
        verify(golden, arithmetic).forEach(outcome -> lines.add(new Line(golden.name(), outcome)));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(Json.pretty(lines.stream().map(VerifyCommand::map).toList()));
    } else {
      text(lines).forEach(out::println);
    }
    if (number(lines, Verdict.PASSED) + number(lines, Verdict.FAILED) == 0) {
      throw new UsageException("some case must be of a scheme of this build, but all are skipped");
    }
    return number(lines, Verdict.FAILED) > 0 ? Exit.ERROR : Exit.DONE;
  }

  private static GoldenFile read(Path file) {
    try {
      return GoldenFile.read(file);
    } catch (GoldenException e) {
      throw new UsageException(e.getMessage());
    } catch (IOException e) {
      throw new UsageException(file + ": this file must be readable, got " + e);
    }
  }

  private static List<Outcome> verify(GoldenFile golden, Arithmetic arithmetic) {
    try {
      return golden.verify(arithmetic);
    } catch (GoldenException | IllegalStateException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private List<Arithmetic> arithmetics() {
    return Engines.all().stream()
        .filter(known -> engine.map(known::equals).orElse(known.exact()))
        .flatMap(known -> Arithmetic.of(known).stream())
        .toList();
  }

  private static List<String> text(List<Line> lines) {
    TextTable table =
        new TextTable(
            List.of("file", "case", "arithmetic", "verdict", "deviation", "tolerance", "where"));
    for (Line line : lines) {
      Outcome outcome = line.outcome();
      boolean skipped = outcome.verdict() == Verdict.SKIPPED;
      table.row(
          line.file(),
          outcome.name(),
          outcome.arithmetic().label(),
          outcome.verdict().name().toLowerCase(Locale.ROOT),
          skipped ? "-" : String.format(Locale.ROOT, "%.1e", outcome.deviation()),
          skipped ? "-" : String.format(Locale.ROOT, "%.1e", outcome.tolerance()),
          outcome.where());
    }
    List<String> text = new ArrayList<>(table.lines(Terminal.columns()));
    text.add("");
    text.add(
        "%s passed, %s failed, %s skipped"
            .formatted(
                Shown.count(number(lines, Verdict.PASSED)),
                Shown.count(number(lines, Verdict.FAILED)),
                Shown.count(number(lines, Verdict.SKIPPED))));
    return text;
  }

  private static Map<String, Object> map(Line line) {
    Outcome outcome = line.outcome();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("file", line.file());
    map.put("case", outcome.name());
    map.put("arithmetic", outcome.arithmetic().label());
    map.put("verdict", outcome.verdict().name().toLowerCase(Locale.ROOT));
    map.put("deviation", outcome.deviation());
    map.put("tolerance", outcome.tolerance());
    map.put("where", outcome.where());
    return map;
  }

  private static long number(List<Line> lines, Verdict verdict) {
    return lines.stream().filter(line -> line.outcome().verdict() == verdict).count();
  }
}
