package org.basin.table;

import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.util.SerializableConfiguration;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.trial.Job;
import org.basin.trial.ResultColumn;
import org.basin.trial.StartParameters;

/**
 * Opens readers where tasks run. Carries the sweep, and its space rather than the recipe for it: a
 * file of points need not exist on executors.
 *
 * @param job with the engine that the driver chose, less what filters leave out, and without what
 *     its trials start from; an executor that lacks the engine fails instead of taking another
 * @param start what they start from
 * @param columns what is read
 * @param block positions in a block at the most
 * @param fingerprint of the data, which every machine must find the same
 * @param configuration how the files of data are reached
 */
record BasinReaderFactory(
    Job job,
    Broadcast<StartParameters> start,
    List<ResultColumn> columns,
    int block,
    String fingerprint,
    Broadcast<SerializableConfiguration> configuration)
    implements PartitionReaderFactory {

  @Override
  public boolean supportColumnarReads(InputPartition partition) {
    return true;
  }

  @Override
  public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
    BasinPartition stretch = (BasinPartition) partition;
    return new BasinReader(
        this, job.space().blocks(stretch.from(), stretch.until(), block).iterator());
  }

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    throw new UnsupportedOperationException("a sweep is read in columns only");
  }

  /** What is trained where the task runs. */
  Job started() {
    return job.with(start.value());
  }

  /** The data, found where the task runs. */
  Dataset data() {
    return Datasets.of(job.sweep().data(), configuration.value().value(), fingerprint);
  }
}
