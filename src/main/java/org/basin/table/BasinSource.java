package org.basin.table;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * {@code spark.read().format("basin").load("jobs/x.yaml")}, or in SQL {@code CREATE TEMPORARY VIEW
 * v USING basin OPTIONS (path 'jobs/x.yaml')}. {@link ReadOptions} lists the options.
 */
public final class BasinSource implements TableProvider, DataSourceRegister {

  @Override
  public String shortName() {
    return "basin";
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return BasinTable.of(ReadOptions.of(options)).schema();
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return BasinTable.of(ReadOptions.of(new CaseInsensitiveStringMap(properties)));
  }
}
