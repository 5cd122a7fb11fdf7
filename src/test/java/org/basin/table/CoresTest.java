package org.basin.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class CoresTest {

  private static final String SWEEP =
      """
      model: energy
      data: xor
      replicates: 3
      parameters:
        epochs: 3
        activation: {values: [sigmoid, tanh]}
        beta: {min: 0.01, max: 1, count: 37}
        weight_0_0_0: {min: -2, max: 2, step: 0.25}
      """;

  @Test
  void rowsDoNotDependOnTheNumberOfCores() {
    List<Row> one = rows(1);
    assertThat(one).hasSize(3 * 2 * 37 * 17);
    assertThat(rows(2)).isEqualTo(one);
  }

  private static List<Row> rows(int cores) {
    try (Spark spark = new Spark(cores)) {
      return spark
          .session()
          .read()
          .format("basin")
          .option("sweep", SWEEP)
          .load()
          .sort("trial")
          .collectAsList();
    }
  }
}
