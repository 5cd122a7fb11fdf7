package org.basin.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Reply;
import org.basin.export.MlflowExport;
import org.basin.read.CsvText;
import org.basin.read.ParquetAnswer;
import org.basin.read.Row;
import org.basin.read.RowStream;
import org.basin.read.Trials;
import org.basin.run.UsageException;
import org.basin.space.Space;
import org.basin.store.RunDirectory;
import org.basin.sweep.Counted;
import org.basin.trial.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code export DIR} */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    header = "Write a run for other tools: as CSV, as one Parquet file, for MLflow.",
    description = {
      "",
      "Examples:",
      "  ./basin export results/xor-initialisation-grid --csv trials.csv",
      "  ./basin export results/xor-initialisation-grid --parquet trials.parquet",
      "  ./basin export results/xor-initialisation-grid --mlflow mlruns --best 20",
      "",
      "CSV and Parquet have all committed rows and columns in the order of the trials' numbers. For"
          + " MLflow the run is summed up, with its best configurations as child runs, in the"
          + " layout of a file store: mlflow ui --backend-store-uri FOLDER. What is written must"
          + " lie outside of the run.",
      ""
    })
final class ExportCommand implements Callable<Integer> {

  /** Child runs at the most: each is a folder of files. */
  private static final int MOST = 10_000;

  @Mixin private RunFolder folder;

  @Option(names = "--csv", paramLabel = "FILE", description = "All rows as CSV (RFC 4180).")
  private Optional<Path> csv = Optional.empty();

  @Option(names = "--parquet", paramLabel = "FILE", description = "All rows as one Parquet file.")
  private Optional<Path> parquet = Optional.empty();

  @Option(
      names = "--mlflow",
      paramLabel = "FOLDER",
      description = "Summary and best configurations into a file store of MLflow.")
  private Optional<Path> mlflow = Optional.empty();

  @Option(
      names = "--best",
      paramLabel = "N",
      defaultValue = "10",
      description = "Configurations for MLflow at the most; ${DEFAULT-VALUE} if not given.")
  private int best;

  @Mixin private Reply reply;

  @Override
  public Integer call() throws Exception {
    List<Path> targets = List.of(csv, parquet, mlflow).stream().flatMap(Optional::stream).toList();
    if (targets.size() != 1) {
      throw new UsageException(
          "one of --csv, --parquet and --mlflow must be given, got "
              + (targets.isEmpty() ? "none" : "several"));
    }
    if (best < 1 || best > MOST) {
      throw new UsageException("1 <= --best <= %,d must hold, got %d".formatted(MOST, best));
    }
    RunDirectory directory = folder.open();
    csv.ifPresent(file -> OutsideOfRun.requireFile("--csv", directory, file));
    parquet.ifPresent(file -> OutsideOfRun.requireFile("--parquet", directory, file));
    mlflow.ifPresent(store -> OutsideOfRun.requireFolder("--mlflow", directory, store));
    Job job = folder.job(directory);
    folder.read("export", trials -> export(directory, job, trials, targets.get(0)));
    return Exit.DONE;
  }

  private void export(RunDirectory directory, Job job, Trials trials, Path target) {
    try {
      if (mlflow.isPresent()) {
        print(
            new MlflowExport(directory, job, trials, folder.question(directory).orElse(""))
                .write(target, best));
        return;
      }
      String all = "SELECT * FROM %s ORDER BY %s".formatted(trials.from(), Space.TRIAL);
      try (RowStream rows = trials.table().ask(all)) {
        print(csv.isPresent() ? writeCsv(rows, target) : ParquetAnswer.write(rows, target), target);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new UsageException(
          "%s must be a place that can be written, got %s".formatted(target, e));
    }
  }

  /** Writes all rows; the file appears once it is whole. */
  private static long writeCsv(RowStream rows, Path file) throws IOException {
    Path part =
        file.toAbsolutePath()
            .resolveSibling(
                ".%s.%d.part".formatted(file.getFileName(), ProcessHandle.current().pid()));
    part.toFile().deleteOnExit(); // after Ctrl-C
    try {
      long count = 0;
      try (BufferedWriter out = Files.newBufferedWriter(part)) {
        out.write(CsvText.head(rows.columns()) + "\n");
        while (rows.hasNext()) {
          Row row = rows.next();
          out.write(CsvText.line(row) + "\n");
          count++;
        }
      }
      Files.move(
          part,
          file.toAbsolutePath(),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
      return count;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void print(long rows, Path file) {
    reply.print(
        () -> Map.of("file", file.toString(), "rows", rows),
        () -> List.of("%s: %s".formatted(file, Counted.of(rows, "row"))));
  }

  private void print(MlflowExport.Written written) {
    Path store = mlflow.orElseThrow();
    reply.print(
        () -> {
          Map<String, Object> map = new LinkedHashMap<>();
          map.put("folder", store.toString());
          map.put("experiment", written.experiment());
          map.put("run", written.run());
          map.put("children", written.children());
          return map;
        },
        () ->
            List.of(
                "%s: experiment %s, run %s with %s"
                    .formatted(
                        store,
                        written.experiment(),
                        written.run(),
                        Counted.of(written.children().size(), "child run")),
                "mlflow ui --backend-store-uri " + store));
  }
}
