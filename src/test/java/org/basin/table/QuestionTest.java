package org.basin.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.basin.LocalSpark;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTest {

  @TempDir private static Path temp;
  private static SparkSession spark;
  private static String files;

  @BeforeAll
  static void start() throws Exception {
    spark =
        LocalSpark.session(
            1,
            "spark.sql.shuffle.partitions",
            1,
            "spark.sql.warehouse.dir",
            temp.resolve("warehouse").toUri().toString());
    files = temp.resolve("trials").toString();
    spark
        .sql("SELECT id AS trial, id / 4 AS beta, 'COMPLETE' AS state FROM range(8)")
        .coalesce(1)
        .write()
        .parquet(files);
    spark.read().parquet(files).createOrReplaceTempView("trials");
    UDF1<Long, Long> same = value -> value;
    spark.udf().register("same", same, DataTypes.LongType);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT trial FROM trials ORDER BY trial DESC LIMIT 1 OFFSET 2;",
        "(SELECT 1)",
        "SELECT 1 UNION ALL SELECT 2 EXCEPT SELECT 3 INTERSECT SELECT 4",
        "WITH a AS (FROM trials), b AS (SELECT * FROM a) SELECT count(*) FROM b -- all",
        "WITH RECURSIVE n AS (SELECT 1 AS k UNION ALL SELECT k + 1 FROM n WHERE k < 4) FROM n",
        "FROM trials |> WHERE trial < 1 |> EXTEND trial + 1 AS next |> SELECT next",
        "TABLE trials",
        "VALUES (1), (2)",
        "SELECT * FROM VALUES (1, upper('a')) AS t(a, b)",
        "SELECT beta, avg(trial) FROM trials GROUP BY CUBE (beta, state) HAVING avg(trial) > 1",
        "SELECT a.trial FROM trials a LEFT JOIN trials b ON a.trial = b.trial + 1",
        "SELECT * FROM trials a, LATERAL (SELECT a.trial + 1 AS next)",
        "SELECT trial, rank() OVER w FROM trials WINDOW w AS (PARTITION BY state ORDER BY beta)",
        "SELECT trial FROM trials QUALIFY row_number() OVER (ORDER BY beta) = 1",
        "SELECT * FROM trials WHERE trial IN (SELECT max(trial) FROM trials) AND EXISTS (SELECT 1)",
        "SELECT (SELECT max(trial) FROM trials) AS most",
        "SELECT * FROM trials PIVOT (avg(beta) FOR state IN ('COMPLETE', 'FAILED'))",
        "SELECT * FROM (SELECT trial, beta FROM trials) UNPIVOT (v FOR n IN (trial, beta))",
        "SELECT trial, x FROM trials LATERAL VIEW explode(array(1, 2)) t AS x",
        "SELECT * FROM explode(array(1, 2))",
        "SELECT * FROM trials TABLESAMPLE (50 PERCENT)",
        "SELECT /*+ REPARTITION(3) */ trial FROM trials DISTRIBUTE BY trial SORT BY trial",
        "SELECT DISTINCT struct(trial, state), array(3), map(1, 2)[1], rand(), uuid() FROM trials",
        "SELECT transform(array(1, 2), x -> x + 1), try_divide(1, 0), current_timestamp()",
        "SELECT count_if(beta = 0.25D), percentile_approx(beta, 0.5), listagg(state) FROM trials",
        "SELECT * FROM IDENTIFIER('tri' || 'als')",
        "show tables",
        "SHOW COLUMNS FROM trials",
        "DESCRIBE trials",
        "DESC trials beta",
        "DESCRIBE FUNCTION reflect",
        "DESCRIBE QUERY SELECT trial FROM trials",
        "EXPLAIN SELECT trial FROM trials",
        "EXPLAIN EXTENDED WITH a AS (FROM trials) FROM a",
      })
  void whatOnlyAsksIsAQuestion(String sql) throws AnalysisException {
    assertThat(Question.refusal(spark, sql)).isEmpty();
    assertThat(spark.sql(sql).collectAsList()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CLEAR CACHE",
        "CACHE TABLE trials",
        "CACHE LAZY TABLE x AS SELECT 1",
        "UNCACHE TABLE trials",
        "RESET",
        "RESET spark.sql.shuffle.partitions",
        "REFRESH TABLE trials",
        "REFRESH FUNCTION f",
        "REFRESH '/tmp'",
        "ADD JAR '/tmp/x.jar'",
        "ADD FILE '/tmp/x'",
        "LIST JARS",
        "SET",
        "SET spark.sql.shuffle.partitions=3",
        "SET TIME ZONE 'UTC'",
        "SET VAR x = 1",
        "SET CATALOG x",
        "DECLARE x INT",
        "USE x",
        "DROP TABLE trials",
        "DROP VIEW trials",
        "DROP TABLE IDENTIFIER('trials')",
        "ALTER VIEW trials RENAME TO x",
        "CREATE TABLE x AS SELECT * FROM trials",
        "CREATE TEMPORARY VIEW x AS SELECT 1",
        "CREATE TEMPORARY FUNCTION f AS 'java.lang.System'",
        "CREATE DATABASE x",
        "INSERT INTO trials SELECT 1",
        "INSERT OVERWRITE trials SELECT * FROM VALUES (1)",
        "INSERT OVERWRITE DIRECTORY '/tmp/x' USING parquet SELECT 1",
        "INSERT OVERWRITE LOCAL DIRECTORY '/tmp/x' SELECT 1",
        "FROM trials INSERT OVERWRITE TABLE trials SELECT *",
        "FROM trials INSERT INTO a SELECT * INSERT INTO b SELECT *",
        "WITH a AS (SELECT 1) INSERT INTO trials SELECT * FROM a",
        "DELETE FROM trials",
        "UPDATE trials SET beta = 1",
        "MERGE INTO trials USING trials s ON trials.trial = s.trial WHEN MATCHED THEN DELETE",
        "TRUNCATE TABLE trials",
        "LOAD DATA INPATH '/tmp/x' INTO TABLE trials",
        "ANALYZE TABLE trials COMPUTE STATISTICS",
        "MSCK REPAIR TABLE trials",
        "COMMENT ON TABLE trials IS 'x'",
        "CALL f()",
        "EXECUTE IMMEDIATE 'DROP VIEW trials'",
        "EXECUTE IMMEDIATE 'SELECT 1'",
        "BEGIN DROP VIEW trials; END",
        "BEGIN SELECT 1; SELECT 2; END",
        "EXPLAIN DROP VIEW trials",
        "SELECT TRANSFORM(trial) USING 'touch x' FROM trials",
        "SELECT * FROM (SELECT TRANSFORM(trial) USING 'touch x' AS (a STRING) FROM trials)",
        "SELECT * FROM STREAM trials"
      })
  void whatDoesSomethingIsRefusedByOneSentence(String sql) throws AnalysisException {
    assertThat(Question.refusal(spark, sql))
        .contains(
            "the query must ask, as SELECT, DESCRIBE, SHOW and EXPLAIN do, and change nothing, got "
                + sql);
    assertThat(spark.catalog().tableExists("trials")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT reflect('java.lang.System', 'exit', 0)",
        "SELECT java_method('java.lang.System', 'exit', 0) FROM trials",
        "SELECT `Java_Method`('java.lang.System', 'exit', 0) FROM trials",
        "SELECT try_reflect('java.lang.System', 'exit', 0)",
        "SELECT system.builtin.reflect('java.lang.System', 'exit', 0)",
        "SELECT 1 + length(REFLECT('java.lang.System', 'exit', 0)) AS innocent",
        "SELECT 1 WHERE reflect('java.lang.System', 'exit', 0) = ''",
        "SELECT count(*) FROM trials GROUP BY reflect('java.lang.System', 'exit', 0)",
        "SELECT 1 FROM trials ORDER BY reflect('java.lang.System', 'exit', 0)",
        "SELECT 1 LIMIT length(reflect('java.lang.System', 'exit', 0))",
        "SELECT (SELECT reflect('java.lang.System', 'exit', 0))",
        "WITH a AS (SELECT reflect('java.lang.System', 'exit', 0) AS x) SELECT 1",
        "VALUES (reflect('java.lang.System', 'exit', 0))",
        "SELECT * FROM VALUES (1, reflect('java.lang.System', 'exit', 0)) AS t(a, b)",
        "SELECT * FROM range(length(reflect('java.lang.System', 'exit', 0)))",
        "SELECT * FROM explode(array(reflect('java.lang.System', 'exit', 0)))",
        "SELECT * FROM IDENTIFIER(reflect('java.lang.System', 'exit', 0))",
        "SELECT transform(array(1), x -> reflect('java.lang.System', 'exit', x))",
        "FROM trials |> EXTEND reflect('java.lang.System', 'exit', 0) AS x",
        "SELECT * FROM trials a JOIN trials b ON reflect('java.lang.System', 'exit', 0) = ''",
        "SELECT sum(1) OVER (ORDER BY reflect('java.lang.System', 'exit', 0)) FROM trials",
        "EXPLAIN SELECT reflect('java.lang.System', 'exit', 0)",
        "DESCRIBE QUERY SELECT reflect('java.lang.System', 'exit', 0)",
        "DESCRIBE IDENTIFIER(reflect('java.lang.System', 'exit', 0))",
      })
  void aFunctionThatCallsOtherCodeIsRefusedWhereverItStands(String sql) throws AnalysisException {
    assertThat(Question.refusal(spark, sql))
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .startsWith("the query must only ask, so no function in it may call other code")
                    .containsPattern("(?i)got (try_)?(reflect|java_method)$"));
  }

  @Test
  void aFunctionOfSomebodyElseIsRefused() throws AnalysisException {
    assertThat(Question.refusal(spark, "SELECT same(trial) FROM trials")).isPresent();
    assertThat(
            Question.refusal(
                spark, "SELECT from_protobuf(X'00', 'Message', '/etc/passwd') FROM trials"))
        .hasValueSatisfying(reason -> assertThat(reason).endsWith("got from_protobuf"));
  }

  @Test
  void anotherRunsParquetMayBeReadAndNoOtherFile() throws Exception {
    String joined = "SELECT * FROM trials JOIN parquet.`" + files + "` USING (trial)";
    assertThat(Question.refusal(spark, joined)).isEmpty();
    Path secret = Files.writeString(temp.resolve("secret"), "hush");
    for (String format : new String[] {"text", "csv", "binaryFile", "TEXT"}) {
      assertThat(Question.refusal(spark, "SELECT * FROM " + format + ".`" + secret + "`"))
          .hasValueSatisfying(
              reason ->
                  assertThat(reason)
                      .startsWith("the query must ask of the table trials, or of another run's"));
    }
  }

  @Test
  void whatSparkCannotReadOrDoesNotKnowIsSaidBySpark() {
    for (String sql :
        new String[] {"SELEC 1", "", "SELECT 1; SELECT 2", "SELECT 1; DROP VIEW trials"}) {
      assertThatThrownBy(() -> Question.refusal(spark, sql))
          .isInstanceOf(AnalysisException.class)
          .hasMessageContaining("PARSE_");
    }
    assertThatThrownBy(() -> Question.refusal(spark, "SELECT nope FROM trials"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("UNRESOLVED_COLUMN");
  }

  @Test
  void lookingAtAQuestionRunsNothing() throws AnalysisException {
    String key = "basin.question";
    String sql = "SELECT reflect('java.lang.System', 'setProperty', '" + key + "', 'run')";
    assertThat(Question.refusal(spark, sql)).isPresent();
    assertThat(Optional.ofNullable(System.getProperty(key))).isEmpty();
  }
}
