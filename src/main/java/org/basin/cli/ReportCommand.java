package org.basin.cli;

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
import org.basin.page.Pictures;
import org.basin.page.RunPage;
import org.basin.run.UsageException;
import org.basin.store.RunDirectory;
import org.basin.trial.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code report DIR} */
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
      "",
      "The answer and the picture of it, what matters, maps over all pairs of axes, slices,"
          + " learning curves, distributions, the best, how the run went, and how to cite and to"
          + " replay it. The page is one file, which needs nothing from elsewhere. Of a run that is"
          + " not complete the trials committed by now.",
      ""
    })
final class ReportCommand implements Callable<Integer> {

  @Mixin private RunFolder folder;

  @Option(
      names = "--out",
      paramLabel = "FILE.html",
      description = "Where the page goes; report.html in the run's directory if not given.")
  private Optional<String> out = Optional.empty();

  @Mixin private Reply reply;

  @Override
  public Integer call() throws Exception {
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
          byte[] content = page.bytes(table, pictures);
          RunFolder.write(path, content);
          Map<String, Object> file = new LinkedHashMap<>();
          file.put("file", path);
          file.put("bytes", content.length);
          written.add(file);
        });
    reply.print(() -> Map.of("written", written), () -> List.of("" + path));
    return Exit.DONE;
  }

  private Path path() {
    try {
      return out.map(Path::new).orElseGet(() -> new Path(folder.path(), RunPage.FILE));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--out must be a path, got '%s'".formatted(out.get()));
    }
  }
}
