package org.basin.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.basin.sweep.DataSource;
import org.basin.sweep.Method;
import org.basin.sweep.Remarks;
import org.basin.sweep.Setting;
import org.basin.sweep.StartFrom;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.Condition.Relation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PointListTest {

  @TempDir Path folder;

  private static Sweep sweep(Path file, int replicates) {
    return new Sweep(
        "test",
        "toy",
        DataSource.of("xor"),
        new Method.Listed(file.toString()),
        42,
        Sweep.Starts.INDEPENDENT,
        replicates,
        Sweep.AUTO,
        new Sweep.Metric("error", true),
        Map.of("shuffle", new Setting.Fixed(true)),
        Condition.ALL,
        List.of(),
        new Sweep.Output("results", Sweep.Histories.NONE),
        List.of(),
        StartFrom.NONE,
        Remarks.NONE);
  }

  private Space csv(String text, int replicates) throws SweepException, IOException {
    Path file = folder.resolve("points.csv");
    Files.writeString(file, text);
    return Space.of(sweep(file, replicates), new Names());
  }

  private static List<Point> points(Space space) {
    List<Point> points = new ArrayList<>();
    Cursor cursor = space.cursor(0, space.positions());
    while (cursor.next()) {
      points.add(space.point(cursor.trial()).orElseThrow());
    }
    return points;
  }

  @Test
  void rowsOfEqualStructureAreSideBySideInTheOrderOfTheFile() throws Exception {
    Space space =
        csv(
            """
            scheme,beta,hidden
            # the second scheme comes twice
            ep,0.5,"[2, 1]"
            chl,-0,[2]

            ep , 1e-3,"[2,1]"
            ep,7,[]
            """,
            2);
    assertThat(space.axes()).extracting(Axis::name).containsExactly("scheme", "beta", "hidden");
    assertThat(points(space))
        .extracting(point -> point.trial() + "/" + point.replicate() + " " + point.values())
        .containsExactly(
            "0/0 {scheme=ep, beta=0.5, hidden=[2, 1]}",
            "1/1 {scheme=ep, beta=0.5, hidden=[2, 1]}",
            "2/0 {scheme=ep, beta=0.001, hidden=[2, 1]}",
            "3/1 {scheme=ep, beta=0.001, hidden=[2, 1]}",
            "4/0 {scheme=chl, beta=0.0, hidden=[2]}",
            "5/1 {scheme=chl, beta=0.0, hidden=[2]}",
            "6/0 {scheme=ep, beta=7.0, hidden=[]}",
            "7/1 {scheme=ep, beta=7.0, hidden=[]}");
    assertThat(space.structures())
        .containsExactly(
            new Structure(Map.of("scheme", "ep", "hidden", List.of(2L, 1L), "shuffle", true)),
            new Structure(Map.of("scheme", "chl", "hidden", List.of(2L), "shuffle", true)),
            new Structure(Map.of("scheme", "ep", "hidden", List.of(), "shuffle", true)));
    assertThat(space.blocks(0, 8, 3))
        .containsExactly(
            new Block(0, 0, 3), new Block(0, 3, 4), new Block(1, 4, 6), new Block(2, 6, 8));
  }

  @Test
  void aRestrictedListKeepsItsTrialNumbers() throws Exception {
    Space space =
        csv("scheme,beta\nep,1\nchl,2\nep,3\nchl,4\n", 2)
            .restrict(Names.compare("beta", Relation.GREATER_EQUAL, 2))
            .restrict(Names.compare("replicate", Relation.EQUAL, 1));
    assertThat(points(space)).extracting(Point::trial).containsExactly(3L, 5L, 7L);
    assertThat(space.count()).isEqualTo(3);
    assertThat(space.blocks(0, 3, 16)).containsExactly(new Block(0, 0, 1), new Block(1, 1, 3));
    Space tied =
        csv("beta,alpha\n1,0\n1,1\n2,1\n", 2)
            .restrict(Names.compare("replicate", Relation.LESS, "alpha"));
    assertThat(points(tied)).extracting(Point::trial).containsExactly(2L, 4L);
    assertThat(tied.count()).isEqualTo(2);
  }

  @Test
  void aListedPointHasTheSeedThatAGridGivesIt() throws Exception {
    Space grid =
        Names.space(
            Map.of(
                "shuffle",
                new Setting.Fixed(true),
                "scheme",
                Names.values("ep"),
                "beta",
                Names.values(0.25, 0.5)),
            Condition.ALL,
            1);
    Space list = csv("beta,scheme\n0.5,ep\n", 1);
    assertThat(list.point(0).orElseThrow().seed()).isEqualTo(grid.point(1).orElseThrow().seed());
  }

  @Test
  void parquetIsReadWithItsExactValues() throws Exception {
    Path file = folder.resolve("points.parquet");
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message points {
              required double beta; required float alpha; optional int32 steps;
              required binary scheme (STRING);
              optional group hidden (LIST) { repeated group list { optional int64 element; } }
            }
            """);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toString()))
            .withType(schema)
            .withConf(new Configuration())
            .build()) {
      Group group =
          new SimpleGroupFactory(schema)
              .newGroup()
              .append("beta", 1.0 / 3)
              .append("alpha", 0.1f)
              .append("steps", 3)
              .append("scheme", "cl");
      Group hidden = group.addGroup("hidden");
      hidden.addGroup("list").append("element", 4L);
      hidden.addGroup("list").append("element", 2L);
      writer.write(group);
    }
    Space space = Space.of(sweep(file, 1), new Names());
    assertThat(space.point(0).orElseThrow().values())
        .containsEntry("beta", 1.0 / 3)
        .containsEntry("alpha", (double) 0.1f)
        .containsEntry("steps", 3L)
        .containsEntry("scheme", "cl")
        .containsEntry("hidden", List.of(4L, 2L));
  }

  @Test
  void everyMistakeIsNamedWithItsPlace() {
    Path file = folder.resolve("points.csv");
    assertThatThrownBy(
            () ->
                csv(
                    """
                    scheme,beta,steps
                    epp,0.5,1
                    "ep",NaN,2
                    ep,11,x
                    ep,1
                    ep,,1
                    "e""p",0.5,1001
                    """,
                    1))
        .isInstanceOf(SweepException.class)
        .hasMessage(
            """
            F:2:1: scheme: must be one of the valid names, got epp; did you mean ep?
            F:3:6: beta: must be a finite number, got NaN
            F:4:4: beta: must lie between -10 and 10, got 11
            F:4:7: steps: must be a whole number, got x
            F:5:1: a row must have as many cells as the header, got cells=2, header=3
            F:6:4: beta: must have a value in every row, got nothing
            F:7:1: scheme: must be one of the valid names, got e"p; did you mean ep?
            F:7:12: steps: must lie between 1 and 1000, got 1001\
            """
                .replace("F", file.toString()));
  }

  @Test
  void theHeaderIsChecked() {
    Path file = folder.resolve("points.csv");
    assertThatThrownBy(
            () ->
                csv(
                    "# points\nbetta,beta,beta,shuffle,steps\n1,x,1,true,20.0\n1,2,1,true,1.5\n",
                    1))
        .hasMessage(
            """
            F:2:1: betta: must be a hyperparameter of model toy, got betta; did you mean beta? \
            (./basin describe toy lists them)
            F:2:12: beta: must stand in one column only, got beta
            F:2:17: shuffle: must stand in the sweep file or in the file of points, not in both, \
            got shuffle
            F:3:3: beta: must be a finite number, got x
            F:4:12: steps: must be a whole number, got 1.5\
            """
                .replace("F", file.toString()));
  }

  @Test
  void theIndexOfAPandasTableIsNoHyperparameter() {
    Path file = folder.resolve("points.csv");
    String law =
        "%s:1:1: %smust be a hyperparameter of model toy, got a column %s, as pandas writes the"
            + " index of a table; write the file without it (index=False)";
    assertThatThrownBy(() -> csv(",beta\n0,1\n1,2\n", 1))
        .hasMessage(law.formatted(file, "", "without a name"));
    assertThatThrownBy(() -> csv("__index_level_0__,beta\n0,1\n1,2\n", 1))
        .hasMessage(law.formatted(file, "__index_level_0__: ", "__index_level_0__"));
  }

  @Test
  void linesEndAsOnAnyMachine() throws Exception {
    for (String end : List.of("\n", "\r\n", "\r")) {
      String text = "beta,alpha\n0.1,0.5\n\n# then\n0.2,0.5\n0.3,\"0.5\"\n".replace("\n", end);
      assertThat(points(csv(text, 1)))
          .extracting(Point::values)
          .containsExactly(
              Map.of("beta", 0.1, "alpha", 0.5),
              Map.of("beta", 0.2, "alpha", 0.5),
              Map.of("beta", 0.3, "alpha", 0.5));
      assertThatThrownBy(() -> csv(text + "0.4,x" + end, 1))
          .hasMessage(folder.resolve("points.csv") + ":7:5: alpha: must be a finite number, got x");
    }
  }

  @Test
  void wholeNumbersWithoutASignAreRead() throws Exception {
    Path file = folder.resolve("points.parquet");
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message points {
              required int32 steps (INTEGER(16,false)); required int32 beta (INTEGER(8,true));
              required int64 alpha (INTEGER(64,false));
              required group hidden (LIST) {
                repeated group list { required int32 element (INTEGER(8,false)); }
              }
            }
            """);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toString()))
            .withType(schema)
            .withConf(new Configuration())
            .build()) {
      Group group = new SimpleGroupFactory(schema).newGroup();
      group.append("steps", 1000).append("beta", -3).append("alpha", 7L);
      group.addGroup("hidden").addGroup("list").append("element", 100);
      writer.write(group);
    }
    assertThat(Space.of(sweep(file, 1), new Names()).point(0).orElseThrow().values())
        .isEqualTo(Map.of("steps", 1000L, "beta", -3.0, "alpha", 7.0, "hidden", List.of(100L)));
  }

  @Test
  void duplicatesAreRefusedNamingBothLines() {
    Path file = folder.resolve("points.csv");
    assertThatThrownBy(() -> csv("beta,alpha\n1,2\n2,1\n\n1.0,2e0\n-0,1\n0,1\n", 1))
        .hasMessage(
            """
            F:5:1: points must be distinct, got the point of line 2 again
            F:7:1: points must be distinct, got the point of line 6 again\
            """
                .replace("F", file.toString()));
  }

  @Test
  void aFileWithManyMistakesIsReadNoFurther() {
    assertThatThrownBy(() -> csv("beta\n" + "x\n".repeat(100), 1))
        .satisfies(e -> assertThat(((SweepException) e).mistakes()).hasSize(20));
  }

  @Test
  void aFileThatIsNoListIsRefused() throws Exception {
    Path file = folder.resolve("points.csv");
    assertThatThrownBy(() -> csv("", 1))
        .hasMessage(
            file + ": a file of points must hold a header and at least one point, got none");
    assertThatThrownBy(() -> csv("beta\n", 1))
        .hasMessage(
            file + ": a file of points must hold a header and at least one point, got none");
    Files.write(file, "scheme\né".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Space.of(sweep(file, 1), new Names()))
        .hasMessage(file + ": a file of points must be UTF-8");
    Path missing = folder.resolve("missing.csv");
    assertThatThrownBy(() -> Space.of(sweep(missing, 1), new Names()))
        .hasMessage(missing + ": a file of points must exist; name it relative to the sweep file");
    Path text = folder.resolve("text.parquet");
    Files.writeString(text, "beta\n1\n");
    assertThatThrownBy(() -> Space.of(sweep(text, 1), new Names()))
        .hasMessageStartingWith(text + ": a file of points must be readable, got ");
  }

  @Test
  void aNameOrAChecksumThatHadoopCannotReadIsNamed() throws Exception {
    Path colon = Files.writeString(folder.resolve("co:lon.csv"), "beta\n1\n");
    assertThatThrownBy(() -> Space.of(sweep(colon, 1), new Names()))
        .hasMessage(colon + ": names of files must hold no colon, got co:lon.csv");
    Path sums = folder.resolve(".points.csv.crc");
    Files.write(sums, new byte[] {'c', 'r', 'c', 0, 0, 0, 2, 0, 1, 2, 3, 4});
    assertThatThrownBy(() -> csv("beta\n1\n", 1))
        .hasMessage(
            folder.resolve("points.csv")
                + ": a file of points must be readable, got other bytes than the checksums in"
                + " .points.csv.crc say; put the file back as it was, or remove the checksums if it"
                + " was changed on purpose");
  }

  @Test
  void decimalColumnsAreRefusedInsteadOfReadWithoutTheirPoint() throws Exception {
    Path file = folder.resolve("decimal.parquet");
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message points { required int32 beta (DECIMAL(9,2)); }");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toString()))
            .withType(schema)
            .withConf(new Configuration())
            .build()) {
      writer.write(new SimpleGroupFactory(schema).newGroup().append("beta", 150));
    }
    assertThatThrownBy(() -> Space.of(sweep(file, 1), new Names()))
        .hasMessage(
            file
                + ":1:1: beta: must be numbers, texts or lists of whole numbers, not decimal(9,2),"
                + " got beta");
  }

  @Test
  void manyInterleavedPointsAreGrouped() throws Exception {
    StringBuilder text = new StringBuilder("scheme,beta,alpha\n");
    String[] schemes = {"ep", "chl", "cl"};
    for (int i = 0; i < 300_000; i++) {
      text.append(schemes[i % 3]).append(',').append(i % 10).append(',').append(i / 1000.0);
      text.append('\n');
    }
    Space space = csv(text.toString(), 1);
    assertThat(space.count()).isEqualTo(300_000);
    assertThat(space.structures()).hasSize(3);
    assertThat(space.blocks(0, 300_000, 100_000))
        .containsExactly(
            new Block(0, 0, 100_000),
            new Block(1, 100_000, 200_000),
            new Block(2, 200_000, 300_000));
    assertThat(space.point(100_000).orElseThrow().values())
        .containsEntry("scheme", "chl")
        .containsEntry("alpha", 0.001);
  }

  @Test
  void whatIsNoFileOrNoCsvIsRefusedWithoutReadingItAll() throws Exception {
    assertThatThrownBy(() -> Space.of(sweep(folder, 1), new Names()))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("a file of points must be a file of CSV or Parquet");
    assertThatThrownBy(() -> csv("scheme,beta\n\"" + "x".repeat(100_000), 1))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("a cell of more than 65536 characters that begins at 2:1");
  }
}
