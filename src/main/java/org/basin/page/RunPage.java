package org.basin.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.basin.draw.ColourMap;
import org.basin.draw.JsonText;
import org.basin.draw.Shown;
import org.basin.importance.Analysis;
import org.basin.importance.Design;
import org.basin.importance.Importance;
import org.basin.read.Dialect;
import org.basin.read.Trials;
import org.basin.report.Answer;
import org.basin.report.CountedRows;
import org.basin.report.SummaryTable;
import org.basin.store.CommitLog;
import org.basin.store.RunRecord;
import org.basin.sweep.Counted;
import org.basin.sweep.SweepWriter;
import org.basin.trial.Job;

/**
 * The page about a run: what was asked, what came of it, and where it comes from.
 *
 * @param job what was run
 * @param question the sweep's own; empty when the file has none
 * @param record of the run; empty when run.json is gone
 * @param log its commits
 * @param directory of the run, as the person names it
 * @param mostBytes of the page at the most
 */
public record RunPage(
    Job job,
    Optional<String> question,
    Optional<RunRecord> record,
    CommitLog log,
    String directory,
    int mostBytes) {

  /** The page's file. */
  public static final String FILE = "report.html";

  /** The best rows that it shows. */
  private static final int BEST = 25;

  /** Cells of a side: more where there are no pairs but one. */
  private static final int FINE = 128;

  private static final int COARSE = 64;

  /** A page of the usual size at the most. */
  public RunPage(
      Job job,
      Optional<String> question,
      Optional<RunRecord> record,
      CommitLog log,
      String directory) {
    this(job, question, record, log, directory, Budget.MOST_BYTES);
  }

  /**
   * Makes the page.
   *
   * @param committed the rows of the run
   * @param pictures of its best trials
   */
  public byte[] bytes(Trials committed, Pictures pictures) {
    Trials counted = CountedRows.of(committed, job);
    Answer answer = Answer.of(counted, job, BEST);
    Map<String, Object> data = new LinkedHashMap<>();
    Map<String, String> texts = new LinkedHashMap<>();
    int cells = job.axes().size() <= 2 ? FINE : COARSE;
    byte[] page = page(counted, answer, data, texts, cells, pictures);
    List<String> dropped = new ArrayList<>();
    for (Budget.Step step : Budget.Step.values()) {
      if (page.length <= mostBytes) {
        return page;
      }
      if (step.take(data)) {
        dropped.add(step.text());
        data.put("dropped", dropped);
        page = Template.page(texts, pictures.markup(), JsonText.line(data));
      }
    }
    for (int fewer = cells; page.length > mostBytes && fewer > 2; fewer /= 2) {
      page = page(counted, answer, data, texts, fewer / 2, pictures);
      dropped.add("more than %d cells an axis".formatted(fewer / 2));
      for (Budget.Step step : Budget.Step.values()) {
        step.take(data);
      }
      data.put("dropped", List.copyOf(dropped));
      page = Template.page(texts, pictures.markup(), JsonText.line(data));
    }
    return page;
  }

  private byte[] page(
      Trials counted,
      Answer answer,
      Map<String, Object> data,
      Map<String, String> texts,
      int cells,
      Pictures pictures) {
    data.clear();
    Findings findings = new Findings(job, counted, cells);
    data.put("name", job.sweep().name());
    data.put("directory", directory);
    data.put("dialect", counted.dialect() == Dialect.SPARK ? " --spark" : "");
    data.put("replicates", job.sweep().replicates());
    data.put(
        "colours",
        Map.of(
            "sequential",
            colours(ColourMap.SEQUENTIAL),
            "diverging",
            colours(ColourMap.DIVERGING)));
    Importance importance =
        Analysis.of(counted, Design.of(job.sweep(), job.space()), findings.focus().response(job));
    data.put("importance", importance.map());
    Optional<Headline.Peak> peak = findings.gather(data, importance);
    Headline headline = Headline.of(answer, findings.focus(), findings.more(), peak);
    data.put("counts", answer.countLines());
    data.put("answers", answer.tables().stream().map(this::table).toList());
    data.put("best", best(answer));
    data.put("timeline", Timeline.of(log, job.sweep().metric()));
    data.put("source", source());
    data.put("sweep", SweepWriter.write(job.sweep()));
    data.put("dropped", List.of());
    data.put("pictures", pictures.map());
    texts.put("title", job.sweep().name());
    texts.put("name", job.sweep().name());
    texts.put("question", question.orElse(job.sweep().name()));
    texts.put("subject", job.sweep().subject("learns"));
    texts.put("number", headline.number().replace(" ", "\u00a0"));
    texts.put("label", headline.label());
    texts.put("sentence", headline.sentence().replace(" %", "\u00a0%"));
    texts.put("notes", record.map(RunPage::notes).orElse(""));
    texts.put("partial", partial(answer.trials()).orElse(""));
    return Template.page(texts, pictures.markup(), JsonText.line(data));
  }

  private static String notes(RunRecord run) {
    String tags = String.join(", ", run.tags());
    return tags.isEmpty() ? run.notes() : (run.notes() + " [" + tags + "]").strip();
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

  private Map<String, Object> table(SummaryTable table) {
    Map<String, Object> map = new LinkedHashMap<>(table.map());
    map.put("measure", table.summary().measure().word());
    map.put("text", table.summary().measure().text());
    map.put("sql", table.cut() ? Optional.of(table.sql()) : Optional.empty());
    return map;
  }

  private static Map<String, Object> best(Answer answer) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("title", answer.ranking().title());
    map.put("metric", answer.ranking().column());
    map.put("columns", answer.best().columns());
    map.put("rows", answer.best().values());
    return map;
  }

  private List<List<String>> source() {
    List<List<String>> rows = new ArrayList<>();
    record.ifPresent(
        run -> {
          rows.add(List.of("state", run.state().name()));
          rows.add(List.of("digest", run.digest()));
          rows.add(List.of("engine", run.engine()));
          run.provenance().forEach((name, value) -> rows.add(List.of(name, value)));
        });
    return rows;
  }

  private static List<String> colours(ColourMap map) {
    return IntStream.rangeClosed(0, 16)
        .mapToObj(step -> String.format(Locale.ROOT, "#%06x", map.rgb(step / 16.0)))
        .toList();
  }
}
