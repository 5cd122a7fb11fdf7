package org.basin.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Hadoop;
import org.basin.cli.process.Reply;
import org.basin.page.BestPictures;
import org.basin.page.OverlayPage;
import org.basin.page.OverlayRun;
import org.basin.page.Pictures;
import org.basin.page.RunPage;
import org.basin.run.UsageException;
import org.basin.store.RunDirectory;
import org.basin.trial.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report DIR [DIR ...]} */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    header = "Write report.html, a page that shows what a run found out.",
    description = {
      "",
      "Examples:",
      "  ./basin report results/xor-initialisation-grid",
      "  ./basin report results/xor-initialisation-grid --out xor.html",
      "  ./basin report results/xor-initialisation-grid --json",
      "  ./basin report results/first results/second --out both.html",
      "",
      "The answer and the picture of it, what matters, maps over all pairs of axes, slices,"
          + " learning curves, distributions, the best, how the run went, and how to cite and to"
          + " replay it. The page is one file, which needs nothing from elsewhere. Of a run that is"
          + " not complete the trials committed by now.",
      "",
      "Of several runs a page that draws them over one another: what differs in their sweeps, means"
          + " over each hyperparameter, distributions.",
      ""
    })
final class ReportCommand implements Callable<Integer> {

  @Mixin private RunFolder folder;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "DIR",
      description = "Further runs, drawn over the first.")
  private List<String> more = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE.html",
      description =
          "Where the page goes; report.html in the run's directory if not given, of several runs"
              + " overlay.html here.")
  private Optional<String> out = Optional.empty();

  @Mixin private Reply reply;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (!more.isEmpty()) {
      return overlay();
    }
    RunDirectory directory = folder.open();
    Job job = folder.job(directory);
    Path path = path();
    RunPage page =
        new RunPage(
            job, folder.question(directory), directory.record(), directory.log(), folder.path());
    List<Object> written = new ArrayList<>();
    folder.read(
        "report",
        table -> {
          Pictures pictures = BestPictures.of(directory, job, Hadoop.configuration(), table);
          written.add(write(path, page.bytes(table, pictures)));
        });
    reply.print(() -> Map.of("written", written), () -> List.of("" + path));
    return Exit.DONE;
  }

  private static Map<String, Object> write(Path path, byte[] content) throws IOException {
    RunFolder.write(path, content);
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("file", path);
    file.put("bytes", content.length);
    return file;
  }

  /** Of several runs, one after the other. */
  private int overlay() throws Exception {
    List<RunFolder> folders = new ArrayList<>(List.of(folder));
    more.forEach(path -> folders.add(RunFolder.at(path, spec)));
    List<Job> jobs = new ArrayList<>();
    for (RunFolder each : folders) {
      jobs.add(each.job(each.open()));
    }
    List<String> axes = OverlayRun.axes(jobs);
    List<String> metrics = OverlayRun.metrics(jobs);
    List<OverlayRun> runs = new ArrayList<>();
    for (int r = 0; r < jobs.size(); r++) {
      RunFolder each = folders.get(r);
      Job job = jobs.get(r);
      each.read(
          "report",
          table ->
              runs.add(
                  OverlayRun.of(
                      each.path(), job, each.question(each.open()), table, axes, metrics)));
    }
    Path path = path();
    List<Object> written = List.of(write(path, new OverlayPage(runs, axes, metrics).bytes()));
    reply.print(() -> Map.of("written", written), () -> List.of("" + path));
    return Exit.DONE;
  }

  private Path path() {
    try {
      return out.map(Path::new)
          .orElseGet(
              () ->
                  more.isEmpty()
                      ? new Path(folder.path(), RunPage.FILE)
                      : new Path("overlay.html"));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--out must be a path, got '%s'".formatted(out.get()));
    }
  }
}
