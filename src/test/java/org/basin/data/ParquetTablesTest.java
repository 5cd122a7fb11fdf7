package org.basin.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetTablesTest {

  private static final String COLUMNS =
      "required double a; required float b; required int64 c; required binary kind (STRING);";

  @TempDir private Path folder;

  private static void fill(Group row, int i) {
    row.add("a", i + 0.5);
    row.add("b", 0.1f * i);
    row.add("c", (long) -i);
    row.add("kind", i % 3 == 0 ? "three" : "other");
  }

  private Path write(String name, String columns, int rows, BiConsumer<Group, Integer> fill)
      throws IOException {
    return write(name, columns, rows, fill, Map.of());
  }

  private Path write(
      String name,
      String columns,
      int rows,
      BiConsumer<Group, Integer> fill,
      Map<String, String> metadata)
      throws IOException {
    MessageType type = MessageTypeParser.parseMessageType("message table { " + columns + " }");
    Path file = folder.resolve(name);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withType(type)
            .withExtraMetaData(metadata)
            .build()) {
      for (int i = 0; i < rows; i++) {
        Group row = new SimpleGroup(type);
        fill.accept(row, i);
        writer.write(row);
      }
    }
    return file;
  }

  private static Dataset read(Path path) {
    return Sources.data("parquet", "path", path.toString(), "label", "kind");
  }

  private static void refused(Path path, String law) {
    assertThatThrownBy(() -> read(path))
        .isInstanceOf(DataException.class)
        .hasMessage(path + ": " + law);
  }

  @Test
  void numbersKeepTheirBits() throws IOException {
    Dataset data = read(write("t.parquet", COLUMNS, 17, ParquetTablesTest::fill));
    assertThat(data.classNames()).containsExactly("other", "three");
    assertThat(data.train().size()).isEqualTo(17);
    for (int i = 0; i < 17; i++) {
      assertThat(Arrays.copyOfRange(data.train().x(), 3 * i, 3 * i + 3))
          .containsExactly(i + 0.5f, 0.1f * i, -i);
      assertThat(data.train().labels()[i]).isEqualTo(i % 3 == 0 ? 1 : 0);
    }
  }

  @Test
  void aFolderIsOneTableInTheOrderOfTheNames() throws IOException {
    Files.createDirectory(folder.resolve("parts"));
    write("parts/part-2.parquet", COLUMNS, 3, (row, i) -> fill(row, i + 7));
    write("parts/part-1.parquet", COLUMNS, 7, ParquetTablesTest::fill);
    Files.writeString(folder.resolve("parts/_SUCCESS"), "");
    Path whole = write("whole.parquet", COLUMNS, 10, ParquetTablesTest::fill);
    assertThat(
            Sources.fingerprint(
                "parquet", "path", folder.resolve("parts").toString(), "label", "kind"))
        .isEqualTo(Sources.fingerprint("parquet", "path", whole.toString(), "label", "kind"));
    Path other =
        write(
            "parts/part-3.parquet",
            "required double a; required binary kind (STRING);",
            1,
            (row, i) -> {
              row.add("a", 1.0);
              row.add("kind", "three");
            });
    assertThatThrownBy(() -> read(folder.resolve("parts")))
        .hasMessage(
            other
                + ": all files of a table must have the same columns, got a, kind and before a, b,"
                + " c, kind");
  }

  @Test
  void aFolderWithoutParquetIsRefused() {
    refused(folder, "a folder of data must hold files that end in .parquet, got none");
  }

  @Test
  void columnsThatAreNoNumbersOrTextsAreRefusedUnlessTheyAreLeftOut() throws IOException {
    Path file =
        write(
            "t.parquet",
            "required double a; required int32 price (DECIMAL(9,2)); required group inner {"
                + " required double x; } required binary kind (STRING);",
            6,
            (row, i) -> {
              row.add("a", 1.0 * i);
              row.add("price", 100 * i);
              row.addGroup("inner").add("x", 1.0);
              row.add("kind", i % 2 == 0 ? "even" : "odd");
            });
    refused(file, "column price must hold plain numbers or texts, got type decimal(9,2)");
    assertThatThrownBy(
            () ->
                Sources.data(
                    "parquet",
                    "path",
                    file.toString(),
                    "label",
                    "kind",
                    "features",
                    List.of("a", "inner")))
        .hasMessage(file + ": column inner must hold plain numbers or texts, got type nested");
    assertThat(
            Sources.data(
                    "parquet", "path", file.toString(), "label", "kind", "features", List.of("a"))
                .train()
                .x())
        .containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void missingCellsAndListsAreNoNumbers() throws IOException {
    Path absent =
        write(
            "absent.parquet",
            "optional double a; required binary kind (STRING);",
            2,
            (row, i) -> {
              if (i == 0) {
                row.add("a", 1.0);
              }
              row.add("kind", "x" + i);
            });
    refused(absent, "column a must be a number, got nothing on line 2");
    Path lists =
        write(
            "lists.parquet",
            "required group a (LIST) { repeated group list { required int64 element; } } required"
                + " binary kind (STRING);",
            2,
            (row, i) -> {
              row.addGroup("a").addGroup("list").add("element", 7L);
              row.add("kind", "x" + i);
            });
    refused(lists, "column a must be a number, got [7] on line 1");
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 32, 64})
  void wholeNumbersOfEverySizeAreReadWithTheirSign(int bits) throws IOException {
    String primitive = bits == 64 ? "int64" : "int32";
    String columns =
        "required %1$s a (INTEGER(%2$d,true)); required %1$s b (INTEGER(%2$d,false)); required %1$s kind (INTEGER(%2$d,false));"
            .formatted(primitive, bits);
    long greatest = bits == 64 ? Long.MAX_VALUE : (1L << bits) - 1;
    Path file =
        write(
            "t.parquet",
            columns,
            3,
            (row, i) -> {
              add(row, "a", bits, i == 1 ? -1L << (bits - 1) : i);
              add(row, "b", bits, i == 1 ? greatest : i);
              add(row, "kind", bits, i == 1 ? 200 : 7);
            });
    Dataset data = read(file);
    assertThat(data.train().x())
        .containsExactly(0, 0, (float) -Math.scalb(1.0, bits - 1), (float) greatest, 2, 2);
    assertThat(data.classNames()).containsExactly("7", "200");
    assertThat(data.train().labels()).containsExactly(0, 1, 0);
  }

  private static void add(Group row, String column, int bits, long value) {
    if (bits == 64) {
      row.add(column, value);
    } else {
      row.add(column, (int) value);
    }
  }

  @Test
  void aWholeNumberBeyondTheLargestSignedOneIsRefused() throws IOException {
    Path file =
        write(
            "t.parquet",
            "required int64 a (INTEGER(64,false)); required binary kind (STRING);",
            2,
            (row, i) -> {
              row.add("a", -i * 1L);
              row.add("kind", "x" + i);
            });
    refused(
        file,
        "a file of kind parquet must be readable as such, got a whole number must be below 2^63,"
            + " got 18446744073709551615 in column a on line 2");
  }

  @Test
  void aMissingLabelIsNoClass() throws IOException {
    String law =
        "column kind must name a class in every row, got %s on line 3; leave out the rows without a"
            + " label, or give a class that is called so another name";
    Path texts =
        write(
            "texts.parquet",
            "required double a; optional binary kind (STRING);",
            3,
            (row, i) -> {
              row.add("a", 1.0 * i);
              if (i < 2) {
                row.add("kind", "x" + i);
              }
            });
    refused(texts, law.formatted("nothing"));
    Path numbers =
        write(
            "numbers.parquet",
            "required double a; required double kind;",
            3,
            (row, i) -> {
              row.add("a", 1.0 * i);
              row.add("kind", i < 2 ? i : Double.NaN);
            });
    refused(numbers, law.formatted("NaN"));
  }

  @Test
  void theIndexOfAPandasTableIsNoInput() throws IOException {
    String law =
        "column 2 must have a name that says what it holds, got %s, as pandas writes the index of a"
            + " table; write the file without it (index=False), or list the columns of inputs under"
            + " features";
    for (String name : List.of("__index_level_0__", "id")) {
      Path file =
          write(
              name + ".parquet",
              "required double a; required int64 " + name + "; required binary kind (STRING);",
              4,
              (row, i) -> {
                row.add("a", 1.0 * i);
                row.add(name, (long) i);
                row.add("kind", "x" + i % 2);
              },
              Map.of("pandas", "{\"index_columns\": [\"" + name + "\"], \"columns\": []}"));
      refused(file, law.formatted(name));
      assertThat(
              Sources.data(
                      "parquet", "path", file.toString(), "label", "kind", "features", List.of("a"))
                  .inputs())
          .isEqualTo(1);
    }
    Path ranged =
        write(
            "ranged.parquet",
            COLUMNS,
            6,
            ParquetTablesTest::fill,
            Map.of("pandas", "{\"index_columns\": [{\"kind\": \"range\", \"name\": null}]}"));
    assertThat(read(ranged).inputs()).isEqualTo(3);
  }

  @Test
  void aCodecThatIsNotPartOfTheBuildIsNamed() throws Exception {
    Path file = folder.resolve("t.parquet");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          "COPY (SELECT i AS a, 'x' || i AS kind FROM range(100) t(i)) TO '"
              + file
              + "' (FORMAT parquet, COMPRESSION brotli)");
    }
    refused(
        file,
        "a file of kind parquet must be readable as such, got columns compressed by brotli, which"
            + " is not part of this build; write the file with snappy, gzip, zstd or none");
  }

  @Test
  void aDamagedFileIsRefusedWithoutAnyOtherEnd() throws IOException {
    Path file = write("t.parquet", COLUMNS, 1009, ParquetTablesTest::fill);
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {1, 4, 11, 12, 100, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> read(file))
          .as("the first %d bytes", length)
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith(file + ": a file of kind parquet must be readable as such, got ");
    }
    long seed = 42;
    Random random = new Random(seed);
    int refused = 0;
    for (int round = 0; round < 200; round++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(folder.resolve(round + ".parquet"), damaged);
      try {
        read(folder.resolve(round + ".parquet"));
      } catch (DataException e) {
        refused++;
      }
    }
    assertThat(refused).as("seed " + seed).isPositive();
  }
}
