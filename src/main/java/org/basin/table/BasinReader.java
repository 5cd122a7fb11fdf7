package org.basin.table;

import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.basin.space.Block;
import org.basin.trial.BlockRunner;
import org.basin.trial.ResultColumn;
import org.basin.trial.Results;

/** Trains the blocks of one task, one after the other, and hands each on as a batch of rows. */
final class BasinReader implements PartitionReader<ColumnarBatch> {

  private final BlockRunner runner;
  private final Iterator<Block> blocks;
  private final ResultVector[] vectors;
  private final ColumnarBatch batch;

  BasinReader(BasinReaderFactory factory, Iterator<Block> blocks) {
    this.blocks = blocks;
    boolean train = factory.columns().stream().anyMatch(ResultColumn::trained);
    runner =
        new BlockRunner(factory.started(), train, TaskDevice.of(TaskContext.get()), factory::data);
    vectors = factory.columns().stream().map(ResultVector::new).toArray(ResultVector[]::new);
    batch = new ColumnarBatch(vectors.clone());
  }

  @Override
  public boolean next() {
    while (blocks.hasNext()) {
      Results results = runner.run(blocks.next());
      if (results.rows() > 0) {
        for (ResultVector vector : vectors) {
          vector.show(results);
        }
        batch.setNumRows(results.rows());
        return true;
      }
    }
    return false;
  }

  @Override
  public ColumnarBatch get() {
    return batch;
  }

  @Override
  public CustomTaskMetric[] currentMetricsValues() {
    return new CustomTaskMetric[] {
      new TaskMetric(TrialsTrained.NAME, runner.trained()),
      new TaskMetric(LanesFilled.NAME, LanesFilled.share(runner.trained(), runner.lanes()))
    };
  }

  @Override
  public void close() {
    runner.close();
    for (ColumnVector vector : vectors) {
      vector.close();
    }
  }
}
