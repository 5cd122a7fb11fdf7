package org.basin.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.basin.draw.Shown;
import org.basin.report.Answer;
import org.basin.report.SummaryCell;
import org.basin.report.SummaryTable;
import org.basin.sweep.Counted;
import org.basin.sweep.Measure;

/**
 * The answer in a number and a sentence.
 *
 * @param number as a person reads it
 * @param label what the number is
 * @param sentence what else is to be known first
 */
record Headline(String number, String label, String sentence) {

  /** Values that differ by less are equal. */
  private static final double EQUAL = 1e-12;

  /**
   * The headline of a run.
   *
   * @param more of which metrics more is better, by name
   * @param peak where the focus is highest on the map; empty without one
   */
  static Headline of(Answer answer, Focus focus, Map<String, Boolean> more, Optional<Peak> peak) {
    if (!answer.tables().isEmpty() && !answer.tables().get(0).cells().isEmpty()) {
      return table(answer.tables().get(0), more);
    }
    if (focus.claim().isPresent() && answer.learning().isPresent()) {
      return learned(answer, answer.learning().get(), peak);
    }
    return metric(answer, focus.metric(), more.getOrDefault(focus.metric(), false), peak);
  }

  private static Headline learned(Answer answer, Answer.Learning learning, Optional<Peak> peak) {
    long trials = answer.trials();
    if (trials == 1) {
      boolean yes = learning.learned() == 1;
      return new Headline(
          yes ? "yes" : "no",
          yes ? "it learned" : learning.seeming() == 1 ? "it only seems to" : "it did not learn",
          yes ? learning.law().text() + "." : "");
    }
    List<String> said = new ArrayList<>();
    said.add(
        "%s of %s trials learned (%s)"
            .formatted(
                Shown.count(learning.learned()), Shown.count(trials), learning.law().text()));
    if (learning.seeming() > 0) {
      said.add(
          "%s only seem to (%s)"
              .formatted(Shown.percent(learning.seeming(), trials), learning.law().seeming()));
    }
    String sentence = String.join("; ", said) + ".";
    if (learning.learned() > 0) {
      sentence += peak.map(it -> " " + it.sentence("Learning is most frequent")).orElse("");
    }
    return new Headline(
        Shown.percent(learning.learned(), trials), "of the trials learned", sentence);
  }

  private static Headline metric(Answer answer, String metric, boolean more, Optional<Peak> peak) {
    int column = answer.best().columns().indexOf(answer.ranking().column());
    if (answer.best().values().isEmpty() || column < 0) {
      return new Headline(
          "none", "of the trials has " + metric, "Every trial was lost before it had a value.");
    }
    Object best = answer.best().values().get(0).get(column).orElse(Double.NaN);
    Object trial = answer.best().values().get(0).get(0).orElse("");
    String sentence =
        answer.ranking().replicates().isPresent()
            ? "The %s of %s trials; its first is trial %s."
                .formatted(answer.ranking().title(), Shown.count(answer.trials()), trial)
            : "Trial %s has the best of %s trials (%s is better)."
                .formatted(trial, Shown.count(answer.trials()), more ? "more" : "less");
    sentence +=
        peak.map(it -> " " + it.sentence("Its mean is " + (more ? "highest" : "lowest")))
            .orElse("");
    return new Headline(
        best instanceof Number number ? digits(number.doubleValue()) : Shown.value(best),
        answer.ranking().column() + ", the best",
        sentence);
  }

  private static Headline table(SummaryTable table, Map<String, Boolean> more) {
    Measure measure = table.summary().measure();
    List<SummaryCell> cells =
        table.cells().stream().filter(cell -> cell.value().isPresent()).toList();
    if (cells.isEmpty()) {
      return new Headline("none", measure.text(), "No trial has it.");
    }
    if (measure instanceof Measure.Boundary plane) {
      SummaryCell cell = cells.get(0);
      String half =
          cell.interval()
              .map(it -> String.format(Locale.ROOT, " ±%.3f", (it.high() - it.low()) / 2))
              .orElse("");
      return new Headline(
          String.format(Locale.ROOT, "%.3f", cell.value().orElseThrow()) + half,
          "dimension of the boundary",
          "The boundary of %s over %s and %s, by box counting%s."
              .formatted(
                  plane.text(),
                  plane.x(),
                  plane.y(),
                  cells.size() > 1 ? ", in the first plane" : ""));
    }
    boolean share = measure instanceof Measure.Share;
    boolean high = share || more.getOrDefault(measure.text(), false);
    Comparator<SummaryCell> order = Comparator.comparing(cell -> cell.value().orElseThrow());
    SummaryCell best = cells.stream().max(high ? order : order.reversed()).orElseThrow();
    SummaryCell worst = cells.stream().min(high ? order : order.reversed()).orElseThrow();
    long equal =
        cells.stream()
            .filter(it -> Math.abs(it.value().orElseThrow() - best.value().orElseThrow()) <= EQUAL)
            .count();
    List<String> axes = table.summary().axes();
    Optional<Crossing> crossing = Crossing.of(table, high);
    if (crossing.isPresent()) {
      return crossing.get().headline(table, share);
    }
    String number = text(best, share);
    if (axes.isEmpty()) {
      return new Headline(number, measure.word() + " of " + measure.text(), counts(best));
    }
    String others = equal > 1 ? " and in %s more cells".formatted(Shown.count(equal - 1)) : "";
    String range =
        cells.size() == 1
            ? ""
            : " The %s of %s cells is %s, at %s."
                .formatted(
                    high ? "lowest" : "highest",
                    Shown.count(cells.size()),
                    text(worst, share),
                    at(worst, axes));
    return new Headline(
        number,
        share
            ? "of the trials at best: " + measure.text()
            : measure.word() + " of " + measure.text() + " at best",
        "Reached at %s%s; %s%s".formatted(at(best, axes), others, counts(best), range));
  }

  private static String counts(SummaryCell cell) {
    String interval =
        cell.hits()
            .map(
                hits ->
                    "%s of %s trials, 95 %% interval %s to %s."
                        .formatted(
                            Shown.count(hits),
                            Shown.count(cell.trials()),
                            percent(cell.interval().orElseThrow().low()),
                            percent(cell.interval().orElseThrow().high())))
            .orElse("");
    if (!interval.isEmpty()) {
      return interval;
    }
    return "over %s trials%s."
        .formatted(
            Shown.count(cell.trials()),
            cell.interval()
                .map(it -> ", 95 % interval ±" + digits((it.high() - it.low()) / 2))
                .orElse(""));
  }

  static String text(SummaryCell cell, boolean share) {
    double value = cell.value().orElseThrow();
    return share ? percent(value) : digits(value);
  }

  static String percent(double percent) {
    return String.format(Locale.ROOT, "%.1f %%", percent);
  }

  /** Four significant digits. */
  static String digits(double value) {
    return Double.isFinite(value)
        ? Shown.value(new BigDecimal(value).round(new MathContext(4)).doubleValue())
        : Shown.value(value);
  }

  private static String at(SummaryCell cell, List<String> axes) {
    List<String> at = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      at.add(axes.get(i) + " " + Shown.place(cell.at().get(i)));
    }
    return String.join(", ", at);
  }

  /**
   * Where on a map something is highest.
   *
   * @param where the cell in words
   * @param value there
   * @param elsewhere over all other cells
   * @param trials in the cell
   */
  record Peak(String where, String value, String elsewhere, long trials) {
    String sentence(String begin) {
      return "%s where %s: %s (%s); elsewhere %s."
          .formatted(begin, where, value, Counted.of(trials, "trial"), elsewhere);
    }
  }
}
