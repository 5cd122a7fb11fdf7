package org.basin.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.basin.draw.JsonText;
import org.basin.learn.Score;
import org.basin.report.RunReport;
import org.basin.space.Space;
import org.basin.store.PlainFile;
import org.basin.store.RunDirectory;
import org.basin.sweep.Sweep;
import org.basin.trial.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code report DIR} */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    header = "Write report.html and its pictures into the directory of a run.",
    description = {
      "",
      "Examples:",
      "  ./basin report results/xor-initialisation-grid",
      "  ./basin report results/xor-initialisation-grid --json",
      "",
      "Counts, the sweep's answer, the best trials, a map over the two axes with the most values,"
          + " the metric by each axis, and how every metric is distributed. Of a run that is not"
          + " complete the trials committed by now.",
      ""
    })
final class ReportCommand implements Callable<Integer> {

  @Mixin private RunFolder folder;
  @Mixin private JsonFlag json;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    RunDirectory directory = folder.open(Hadoop.configuration());
    Sweep sweep = folder.sweep(directory);
    RunReport report =
        new RunReport(
            sweep,
            Space.of(sweep, new Models()).axes(),
            folder.question(directory),
            directory.record(),
            new Models().scores(sweep).stream().map(Score::name).toList(),
            folder.path());
    List<Object> written = new ArrayList<>();
    try (SparkSession spark = SparkStart.open("basin report", Optional.empty())) {
      Map<String, byte[]> files = report.files(folder.table(spark));
      files.forEach(
          (name, content) -> {
            Path path = new Path(folder.path(), name);
            PlainFile.write(spark.sparkContext().hadoopConfiguration(), path, content);
            Map<String, Object> file = new LinkedHashMap<>();
            file.put("file", path);
            file.put("bytes", content.length);
            written.add(file);
          });
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(JsonText.pretty(Map.of("written", written)));
    } else {
      out.println(new Path(folder.path(), RunReport.PAGE));
    }
    return Exit.DONE;
  }
}
