package org.basin.store.parquet;

import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.basin.trial.ResultColumn;

/** The columns of the table as Parquet calls them. */
public final class ResultSchema {

  private ResultSchema() {}

  /** The message of a table with these columns, in order. */
  public static MessageType of(List<ResultColumn> columns) {
    Type[] fields = columns.stream().map(ResultSchema::field).toArray(Type[]::new);
    return new MessageType("trial", fields);
  }

  private static Type field(ResultColumn column) {
    Type.Repetition repetition =
        column.nullable() ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
    if (column.type() == ResultColumn.Type.FLOATS) {
      return Types.list(repetition).requiredElement(PrimitiveTypeName.FLOAT).named(column.name());
    }
    PrimitiveTypeName type =
        switch (column.type()) {
          case LONG -> PrimitiveTypeName.INT64;
          case INT -> PrimitiveTypeName.INT32;
          case DOUBLE -> PrimitiveTypeName.DOUBLE;
          case FLOAT -> PrimitiveTypeName.FLOAT;
          case TEXT -> PrimitiveTypeName.BINARY;
          case FLOATS -> throw new IllegalStateException("a list is no primitive");
        };
    LogicalTypeAnnotation logical =
        column.type() == ResultColumn.Type.TEXT ? LogicalTypeAnnotation.stringType() : null;
    return Types.primitive(type, repetition).as(logical).named(column.name());
  }
}
