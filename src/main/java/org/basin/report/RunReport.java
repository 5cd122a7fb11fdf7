package org.basin.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.basin.draw.Html;
import org.basin.draw.Picture;
import org.basin.draw.PngFile;
import org.basin.draw.Shown;
import org.basin.read.Trials;
import org.basin.space.Axis;
import org.basin.store.RunRecord;
import org.basin.sweep.Counted;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepWriter;
import org.basin.trial.Job;

/**
 * A page about a run with its pictures: what was asked, what came of it, and where it comes from.
 *
 * @param job what was run
 * @param question the sweep's own; empty when the file has none
 * @param record of the run; empty when run.json is gone
 * @param directory of the run, as the person names it
 */
public record RunReport(
    Job job, Optional<String> question, Optional<RunRecord> record, String directory) {

  /** The page's file. */
  public static final String PAGE = "report.html";

  /** The best rows that it shows. */
  private static final int BEST = 10;

  /**
   * Makes all files, the page last.
   *
   * @param committed the rows of the run
   * @return their names, without folders, and their contents
   */
  public Map<String, byte[]> files(Trials committed) {
    Trials table = CountedRows.of(committed, job);
    Map<String, byte[]> files = new LinkedHashMap<>();
    Html html = new Html();
    Sweep sweep = job.sweep();
    Answer answer = Answer.of(table, job, BEST);
    Optional<String> partial = partial(answer.trials());
    html.heading(1, question.orElse(sweep.name()));
    html.paragraph("%s: %s".formatted(sweep.name(), sweep.subject("learns")));
    partial.ifPresent(html::note);
    counts(html, answer);
    tables(html, answer);
    best(html, answer);
    map(html, table, partial, files);
    curves(html, table);
    distributions(html, table);
    source(html);
    files.put(PAGE, html.page(sweep.name()).getBytes(UTF_8));
    return files;
  }

  /** What to say when trials are missing. */
  private Optional<String> partial(long trials) {
    return record
        .filter(run -> run.trials() > trials)
        .map(
            run ->
                "incomplete: %s of %s committed, in the order of the sweep"
                    .formatted(Shown.count(trials), Counted.are(run.trials(), "trial")));
  }

  private static void counts(Html html, Answer answer) {
    html.heading(2, "Trials");
    html.table(List.of(), answer.countLines());
  }

  private void tables(Html html, Answer answer) {
    if (!answer.tables().isEmpty()) {
      html.heading(2, "Answer");
    }
    answer.tables().forEach(table -> html.lines(SummaryText.lines(table, directory)));
  }

  private static void best(Html html, Answer answer) {
    if (answer.best().values().isEmpty()) {
      return;
    }
    String title = answer.ranking().title();
    html.heading(2, title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1));
    html.table(answer.best().columns(), answer.best().texts());
  }

  private void map(Html html, Trials table, Optional<String> partial, Map<String, byte[]> files) {
    if (job.axes().size() < 2) {
      return;
    }
    TrialMap map = TrialMap.of(job);
    Picture picture = map.picture(table, job.axes(), partial.stream().toList());
    files.put(map.file(), PngFile.bytes(picture.draw()));
    html.heading(2, "%s by %s and %s".formatted(picture.title(), map.x().name(), map.y().name()));
    html.image(map.file(), picture.title() + ", " + String.join(", ", picture.caption()));
    html.paragraph("Other axes and metrics: ./basin map %s --help".formatted(directory));
  }

  private void curves(Html html, Trials table) {
    if (job.axes().isEmpty()) {
      return;
    }
    String metric = job.sweep().metric().name();
    html.heading(2, metric + " by each axis");
    html.paragraph(
        "The line is the median over all trials with that value of the axis; the darker band holds"
            + " half of them, the lighter one nine tenths. Trials without the metric are left"
            + " out.");
    for (Axis axis : job.axes()) {
      Curve curve = Curve.of(table, metric, axis);
      if (!curve.points().isEmpty()) {
        int factor = curve.axis().factor();
        String put = factor > 1 ? ", %,d neighbouring values to a point".formatted(factor) : "";
        html.chart(Charts.svg(curve), metric + " by " + axis.name() + put);
      }
    }
  }

  private void distributions(Html html, Trials table) {
    html.heading(2, "Distribution of each metric");
    List<String> columns = table.names();
    for (String metric : job.metrics().stream().filter(columns::contains).toList()) {
      Optional<Histogram> histogram = Histogram.of(table, metric);
      histogram.ifPresent(
          found -> {
            String lost = found.lost() > 0 ? "; %,d without it".formatted(found.lost()) : "";
            html.chart(
                Charts.svg(found),
                "%s of %s%s".formatted(metric, Counted.of(found.trials(), "trial"), lost));
          });
      if (histogram.isEmpty()) {
        html.paragraph(metric + ": no trial has it");
      }
    }
  }

  private void source(Html html) {
    html.heading(2, "Where this comes from");
    List<List<String>> rows = new ArrayList<>();
    record.ifPresent(
        run -> {
          rows.add(List.of("state", run.state().name()));
          rows.add(List.of("digest", run.digest()));
          rows.add(List.of("engine", run.engine()));
          run.provenance().forEach((name, value) -> rows.add(List.of(name, value)));
        });
    html.table(List.of(), rows);
    html.paragraph("The sweep as run:");
    html.lines(SweepWriter.write(job.sweep()).lines().toList());
  }
}
