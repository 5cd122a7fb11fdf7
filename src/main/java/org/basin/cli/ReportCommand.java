package org.basin.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Reply;
import org.basin.report.RunReport;
import org.basin.store.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
  @Mixin private Reply reply;

  @Override
  public Integer call() throws Exception {
    RunDirectory directory = folder.open();
    RunReport report =
        new RunReport(
            folder.job(directory), folder.question(directory), directory.record(), folder.path());
    List<Object> written = new ArrayList<>();
    folder.read(
        "report",
        table ->
            report
                .files(table)
                .forEach(
                    (name, content) -> {
                      Path path = new Path(folder.path(), name);
                      RunFolder.write(path, content);
                      Map<String, Object> file = new LinkedHashMap<>();
                      file.put("file", path);
                      file.put("bytes", content.length);
                      written.add(file);
                    }));
    reply.print(
        () -> Map.of("written", written),
        () -> List.of("" + new Path(folder.path(), RunReport.PAGE)));
    return Exit.DONE;
  }
}
