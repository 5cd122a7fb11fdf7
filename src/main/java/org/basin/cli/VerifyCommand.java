package org.basin.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Reply;
import org.basin.draw.Listing;
import org.basin.draw.Shown;
import org.basin.golden.Arithmetic;
import org.basin.golden.GoldenException;
import org.basin.golden.GoldenFile;
import org.basin.golden.Outcome;
import org.basin.golden.Outcome.Verdict;
import org.basin.kernel.Engine;
import org.basin.run.UsageException;
import org.basin.sweep.Labels;
import org.basin.trial.Engines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
      "For each case the number that comes nearest to its tolerance, or exceeds it most, is shown"
          + " with its absolute deviation. The scalar engine is checked in double precision as"
          + " well, against the tolerance of the file itself. Exits 1 when a case fails.",
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

  @Mixin private Reply reply;

  /** An outcome and the file that it belongs to. */
  private record Line(String file, Outcome outcome) {

    /** A number of the outcome; a dash when nothing was compared. */
    String small(ToDoubleFunction<Outcome> number) {
      return outcome.verdict() == Verdict.SKIPPED
          ? "-"
          : String.format(Locale.ROOT, "%.1e", number.applyAsDouble(outcome));
    }
  }

  private static final Listing<Line> LINES =
      new Listing<Line>()
          .both("file", Line::file)
          .both("case", line -> line.outcome().name())
          .both("arithmetic", line -> line.outcome().arithmetic().label())
          .both("verdict", line -> Labels.of(line.outcome().verdict()))
          .both(
              "deviation",
              line -> line.outcome().deviation(),
              line -> line.small(Outcome::deviation))
          .both(
              "tolerance",
              line -> line.outcome().tolerance(),
              line -> line.small(Outcome::tolerance))
          .both("where", line -> line.outcome().where());

  @Override
  public Integer call() {
    List<Line> lines = new ArrayList<>();
    for (Path file : files) {
      GoldenFile golden = read(file);
      for (Arithmetic arithmetic : arithmetics()) {
        verify(golden, arithmetic).forEach(outcome -> lines.add(new Line(golden.name(), outcome)));
      }
    }
    reply.print(() -> LINES.maps(lines), () -> text(lines));
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
    List<String> text = new ArrayList<>(Reply.lines(LINES.table(lines)));
    text.add("");
    text.add(
        "%s passed, %s failed, %s skipped"
            .formatted(
                Shown.count(number(lines, Verdict.PASSED)),
                Shown.count(number(lines, Verdict.FAILED)),
                Shown.count(number(lines, Verdict.SKIPPED))));
    return text;
  }

  private static long number(List<Line> lines, Verdict verdict) {
    return lines.stream().filter(line -> line.outcome().verdict() == verdict).count();
  }
}
