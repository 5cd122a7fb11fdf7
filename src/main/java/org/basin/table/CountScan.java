package org.basin.table;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.LocalScan;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The answer to {@code count(*)}: computed, not trained and not even walked, so that counting
 * billions of trials takes no time.
 */
record CountScan(String sweep, long count) implements LocalScan {

  @Override
  public StructType readSchema() {
    return new StructType().add("count(*)", DataTypes.LongType, false);
  }

  @Override
  public InternalRow[] rows() {
    return new InternalRow[] {new GenericInternalRow(new Object[] {count})};
  }

  @Override
  public String description() {
    return "basin sweep=" + sweep + ", trials=" + count + ", trains=nothing";
  }
}
