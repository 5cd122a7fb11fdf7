package org.basin.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.basin.space.TableFile;
import org.basin.space.Unreadable;
import org.basin.sweep.DataKind;
import org.basin.sweep.DataOption;

/** Tables of numbers, mostly with a column of labels, in CSV or Parquet. */
final class Tables {

  static final DataKind CSV =
      kind("csv", "a table in CSV: a header, then rows", "the CSV file, plain or .gz");

  static final DataKind PARQUET =
      kind(
          "parquet",
          "a table in Parquet",
          "the Parquet file, or a folder of them, which are read in the order of their names");

  private Tables() {}

  private static DataKind kind(String name, String text, String path) {
    return new DataKind(
        name,
        text,
        List.of(
            DataOption.path("path", path).required(),
            DataOption.text(
                "label", "the column of classes, whole numbers or texts, if there is one"),
            DataOption.texts(
                "features", "columns of inputs, in this order; all others if left out"),
            SharedOptions.TEST,
            SharedOptions.SPLIT_SEED,
            SharedOptions.scale()));
  }

  /** The files: one, or those of a folder of Parquet files. */
  static List<InputFile> files(Options options, Configuration configuration) {
    InputFile.Found found = InputFile.Found.of("path", options.text("path"), configuration);
    if (!found.folder() || options.kind() == CSV) {
      return List.of(InputFile.of("path", options.text("path"), configuration));
    }
    List<InputFile> files = new ArrayList<>();
    for (FileStatus status : found.list()) {
      String name = status.getPath().getName();
      if (status.isFile() && name.endsWith(".parquet") && !name.matches("[._].*")) {
        files.add(InputFile.of("path", status.getPath().toString(), configuration));
      }
    }
    if (files.isEmpty()) {
      throw found.refused("a folder of data must hold files that end in .parquet, got none");
    }
    files.sort(Comparator.comparing(file -> file.path().getName()));
    return files;
  }

  /** Reads the files. */
  static Dataset of(Options options, List<InputFile> files, Configuration configuration) {
    TableReader reader = new TableReader(options.text("label"), options.texts("features"));
    for (InputFile file : files) {
      try (TableFile table =
          options.kind() == CSV
              ? TableFile.csv(file.open())
              : TableFile.parquet(file.path(), configuration)) {
        reader.read(file, table);
      } catch (CharacterCodingException encoding) {
        throw file.refused("a CSV file must be UTF-8, got other bytes");
      } catch (EOFException | ZipException broken) {
        throw file.refused("a gzip file must be whole, got one that is damaged or ends early");
      } catch (DataException known) {
        throw known;
      } catch (IOException | RuntimeException unreadable) {
        throw file.refused(
            "a file of kind %s must be readable as such, got %s"
                .formatted(
                    options.kind().name(), Unreadable.reason(unreadable, file.path().getName())));
      }
    }
    return reader.dataset(options.kind().name(), files.get(0));
  }
}
