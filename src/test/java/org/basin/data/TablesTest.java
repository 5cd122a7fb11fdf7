package org.basin.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablesTest {

  private static final String FLOWERS =
      """
      petal,sepal,species
      1.5,2,setosa
      # a remark

      -3e-1,+.5,"virginica"
      4,5,setosa
      """;

  @TempDir private Path folder;

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), text).toString();
  }

  private Dataset csv(String text, Object... more) throws IOException {
    Object[] options =
        Arrays.copyOf(new Object[] {"path", file(text), "label", "species"}, 4 + more.length);
    System.arraycopy(more, 0, options, 4, more.length);
    return Sources.data("csv", options);
  }

  private void refused(String text, String message, Object... more) {
    assertThatThrownBy(() -> csv(text, more))
        .isInstanceOf(DataException.class)
        .hasMessage(message.replace("FILE", folder.resolve("t.csv").toString()));
  }

  @Test
  void columnsBesideTheLabelAreInputs() throws IOException {
    Dataset data = csv(FLOWERS);
    assertThat(data.inputs()).isEqualTo(2);
    assertThat(data.height()).isEqualTo(1);
    assertThat(data.train().x()).containsExactly(1.5f, 2f, -0.3f, 0.5f, 4f, 5f);
    assertThat(data.train().labels()).containsExactly(0, 1, 0);
    assertThat(data.classNames()).containsExactly("setosa", "virginica");
  }

  @Test
  void featuresAreTakenInTheOrderInWhichTheyAreNamed() throws IOException {
    assertThat(csv(FLOWERS, "features", List.of("sepal", "petal")).train().x())
        .containsExactly(2f, 1.5f, 0.5f, -0.3f, 5f, 4f);
    assertThat(csv(FLOWERS, "features", List.of("sepal")).train().x())
        .containsExactly(2f, 0.5f, 5f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "b,a,b,c | a,b,c | 1,0,1,2",
        "10,9,-1,10 | -1,9,10 | 2,1,0,2",
        "1.0,0,1,0.0 | 0,1 | 1,0,1,0",
        "10,9,x,9 | 10,9,x | 0,1,2,1",
        "true,false,true,true | false,true | 1,0,1,1",
        "1e2,7,100,7 | 7,100 | 1,0,1,0",
      })
  void classesAreNumberedByTheirValuesNotByTheirRows(String cells, String names, String labels)
      throws IOException {
    StringBuilder text = new StringBuilder("x,species\n");
    for (String cell : cells.split(",")) {
      text.append("1,").append(cell).append('\n');
    }
    Dataset data = csv(text.toString());
    assertThat(String.join(",", data.classNames())).isEqualTo(names);
    assertThat(data.train().labels())
        .isEqualTo(Arrays.stream(labels.split(",")).mapToInt(Integer::parseInt).toArray());
  }

  @Test
  void compressedCsvIsTheSame() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(FLOWERS.getBytes(StandardCharsets.UTF_8));
    }
    Path file = Files.write(folder.resolve("t.csv.gz"), bytes.toByteArray());
    assertThat(Sources.fingerprint("csv", "path", file.toString(), "label", "species"))
        .isEqualTo(Sources.fingerprint("csv", "path", file(FLOWERS), "label", "species"));
    Files.write(file, Arrays.copyOf(bytes.toByteArray(), bytes.size() - 9));
    assertThatThrownBy(() -> Sources.data("csv", "path", file.toString(), "label", "species"))
        .hasMessage(file + ": a gzip file must be whole, got one that is damaged or ends early");
  }

  @Test
  void aTableIsSplitThenScaledByItsTrainingPart() throws IOException {
    StringBuilder text = new StringBuilder("x,species\n");
    for (int i = 0; i < 40; i++) {
      text.append(i).append(i % 2 == 0 ? ",even\n" : ",odd\n");
    }
    Dataset data = csv(text.toString(), "test", 0.25, "scale", "standard");
    assertThat(data.train().size()).isEqualTo(30);
    assertThat(data.test().size()).isEqualTo(10);
    double sum = 0;
    for (float x : data.train().x()) {
      sum += x;
    }
    assertThat(sum).isBetween(-1e-4, 1e-4);
  }

  @Test
  void cellsThatAreNoFiniteNumbersAreNamedByColumnAndLine() {
    String head = "petal,sepal,species\n1,2,a\n";
    refused(head + "1,red,b\n", "FILE: column sepal must be a number, got red on line 3");
    refused(head + "1,,b\n", "FILE: column sepal must be a number, got nothing on line 3");
    refused(head + "# x\n1,0x1p3,b\n", "FILE: column sepal must be a number, got 0x1p3 on line 4");
    refused(head + "1,1f,b\n", "FILE: column sepal must be a number, got 1f on line 3");
    refused(head + "1,1e,b\n", "FILE: column sepal must be a number, got 1e on line 3");
    for (String cell : List.of("NaN", "nan", "inf", "-Infinity", "1e39", "-1e400")) {
      refused(
          head + cell + ",2,b\n",
          "FILE: column petal must be a finite number below 3.5e38, got " + cell + " on line 3");
    }
    refused(
        head + "z".repeat(100) + ",2,b\n",
        "FILE: column petal must be a number, got " + "z".repeat(59) + "… on line 3");
  }

  @Test
  void rowsMustBeAsLongAsTheHeader() {
    refused(
        "petal,sepal,species\n1,2,a\n1,2\n",
        "FILE: a row must have as many cells as the header, got cells=2, header=3 on line 3");
    refused(
        "petal,sepal,species\n1,2,a,4\n",
        "FILE: a row must have as many cells as the header, got cells=4, header=3 on line 2");
  }

  @Test
  void theHeaderMustNameDistinctColumnsAndTheLabel() {
    refused("a,a,species\n1,2,x\n", "FILE: columns must have distinct names, got a twice");
    refused("a,b\n1,2\n", "FILE: label must name a column, got species; columns: a, b");
    refused(
        FLOWERS,
        "FILE: features must name a column, got color; columns: petal, sepal, species",
        "features",
        List.of("petal", "color"));
    refused(
        FLOWERS,
        "features must not hold the label, got species",
        "features",
        List.of("petal", "species"));
    refused("species\na\nb\n", "FILE: a table must have a column beside the label, got none");
  }

  @Test
  void labelsMustBeClasses() {
    refused("x,species\n1,a\n2,a\n", "FILE: column species must hold at least 2 classes, got 1: a");
    refused(
        "x,species\n1,1\n2,1.5\n",
        "FILE: column species must hold whole numbers or texts, got 1.5 on line 3");
    refused(
        "x,species\n1,1\n2,1e300\n",
        "FILE: column species must hold whole numbers or texts, got 1e300 on line 3");
    StringBuilder keys = new StringBuilder("x,species\n");
    for (int i = 0; i <= 1000; i++) {
      keys.append("1,").append(i).append('\n');
    }
    refused(
        keys.toString(),
        "FILE: column species must hold at most 1,000 classes, got more on line 1002");
  }

  @Test
  void aMissingLabelIsNoClass() {
    for (String missing :
        List.of("", "\"\"", "NA", "nan", "NaN", "null", "NULL", "None", "<NA>", "N/A", "#N/A")) {
      for (String others : List.of("0.0,1.0", "setosa,virginica")) {
        String[] known = others.split(",");
        refused(
            "x,species\n1,%s\n2,%s\n3,%s\n".formatted(known[0], known[1], missing),
            "FILE: column species must name a class in every row, got %s on line 4; leave out the rows without a label, or give a class that is called so another name"
                .formatted(missing.replace("\"", "").isEmpty() ? "nothing" : missing));
      }
    }
  }

  @Test
  void theIndexOfAPandasTableIsNoInput() throws IOException {
    String law =
        "FILE: column %s must have a name that says what it holds, got %s, as pandas writes the"
            + " index of a table; write the file without it (index=False), or list the columns of"
            + " inputs under features";
    refused(",a,b,species\n0,1,2,u\n1,3,4,v\n", law.formatted(1, "none"));
    refused("\"\",a,species\n\"1\",1,u\n\"2\",3,v\n", law.formatted(1, "none"));
    refused("a,Unnamed: 0,species\n1,0,u\n3,1,v\n", law.formatted(2, "Unnamed: 0"));
    refused("__index_level_0__,a,species\n0,1,u\n1,3,v\n", law.formatted(1, "__index_level_0__"));
    assertThat(csv(",a,,species\n0,1,,u\n1,3,,v\n", "features", List.of("a")).train().x())
        .containsExactly(1, 3);
  }

  @Test
  void linesEndAsOnAnyMachine() throws IOException {
    Dataset data = csv(FLOWERS);
    for (String end : List.of("\r\n", "\r")) {
      for (String last : List.of("", end, end + end)) {
        Dataset other = csv(FLOWERS.strip().replace("\n", end) + last);
        assertThat(other.train().x()).isEqualTo(data.train().x());
        assertThat(other.train().labels()).isEqualTo(data.train().labels());
        assertThat(other.classNames()).isEqualTo(data.classNames());
      }
      refused(
          FLOWERS.replace("4,5", "4,red").replace("\n", end),
          "FILE: column sepal must be a number, got red on line 6");
    }
  }

  @Test
  void aColonInTheNameOfAFileIsNamed() throws IOException {
    Files.createDirectory(folder.resolve("co:lon"));
    Path fine = Files.writeString(folder.resolve("co:lon/t.csv"), FLOWERS);
    assertThat(Sources.data("csv", "path", fine.toString(), "label", "species").inputs())
        .isEqualTo(2);
    Path file = Files.writeString(folder.resolve("co:lon.csv"), FLOWERS);
    assertThatThrownBy(() -> Sources.data("csv", "path", file.toString(), "label", "species"))
        .hasMessage(file + ": names of files must hold no colon, got co:lon.csv");
  }

  @Test
  void checksumsBesideAFileThatDoNotFitItAreNamed() throws IOException {
    Path sums = folder.resolve(".t.csv.crc");
    Files.write(sums, new byte[] {'c', 'r', 'c', 0, 0, 0, 2, 0, 1, 2, 3, 4});
    refused(
        FLOWERS,
        "FILE: a file of kind csv must be readable as such, got other bytes than the checksums in"
            + " .t.csv.crc say; put the file back as it was, or remove the checksums if it was"
            + " changed on purpose");
    Files.writeString(sums, "damaged");
    refused(
        FLOWERS,
        "FILE: the checksums beside a file must be whole, got a damaged .t.csv.crc; remove it if"
            + " the file itself is right");
    Files.delete(sums);
    assertThat(csv(FLOWERS).train().size()).isEqualTo(3);
  }

  @Test
  void charactersThatShowNothingAreNamed() {
    refused(
        "petal,species\n1,a\n2\u00a0,b\n",
        "FILE: column petal must be a number, got 2<U+00A0> on line 3");
    refused(
        "petal,\u200bspecies\n1,a\n",
        "FILE: label must name a column, got species; columns: petal, <U+200B>species");
  }

  @Test
  void anEmptyTableIsRefused() {
    refused("", "FILE: a file of data must not be empty, got 0 bytes");
    refused("# nothing\n", "FILE: a table must hold a header and at least one row, got neither");
    refused("x,species\n", "FILE: a table must hold at least one row below the header, got none");
  }

  @Test
  void whatIsNoTextIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("b.csv"), new byte[] {'x', ',', (byte) 0xFF, '\n'});
    assertThatThrownBy(() -> Sources.data("csv", "path", file.toString(), "label", "y"))
        .hasMessage(file + ": a CSV file must be UTF-8, got other bytes");
    refused(
        "x,\"species\n" + "1,2\n".repeat(30_000),
        "FILE: a file of kind csv must be readable as such, got a cell of more than 65536"
            + " characters that begins at 1:3");
    refused(
        "x" + ",".repeat(1 << 20) + "\n",
        "FILE: a file of kind csv must be readable as such, got a row of more than 1048576 cells on"
            + " line 1");
    assertThatThrownBy(() -> Sources.data("csv", "path", folder.toString(), "label", "y"))
        .hasMessage(folder + ": a file of data must be a file, got a folder");
  }
}
