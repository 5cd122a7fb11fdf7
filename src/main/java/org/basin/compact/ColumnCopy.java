package org.basin.compact;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * One column of a row group on its way into another file: values with their levels, as they are.
 */
final class ColumnCopy {

  private final ColumnDescriptor column;
  private final ColumnReader reader;
  private final int full;

  ColumnCopy(PageReadStore group, ColumnDescriptor column, MessageType schema, String createdBy) {
    this.column = column;
    this.full = column.getMaxDefinitionLevel();
    reader =
        new ColumnReadStoreImpl(group, new Nowhere(schema), schema, createdBy)
            .getColumnReader(column);
  }

  /** Copies the next rows. */
  void copy(ColumnWriteStore store, int rows) {
    ColumnWriter writer = store.getColumnWriter(column);
    for (int row = 0; row < rows; row++) {
      do {
        copy(writer);
        reader.consume();
      } while (reader.getCurrentRepetitionLevel() > 0);
    }
  }

  private void copy(ColumnWriter writer) {
    int repetition = reader.getCurrentRepetitionLevel();
    int definition = reader.getCurrentDefinitionLevel();
    if (definition < full) {
      writer.writeNull(repetition, definition);
      return;
    }
    switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case INT32 -> writer.write(reader.getInteger(), repetition, definition);
      case INT64 -> writer.write(reader.getLong(), repetition, definition);
      case FLOAT -> writer.write(reader.getFloat(), repetition, definition);
      case DOUBLE -> writer.write(reader.getDouble(), repetition, definition);
      case BOOLEAN -> writer.write(reader.getBoolean(), repetition, definition);
      default -> writer.write(reader.getBinary(), repetition, definition);
    }
  }

  /** A reader of columns wants to know where records go; here none are made. */
  private static final class Nowhere extends GroupConverter {

    private final GroupType type;

    Nowhere(GroupType type) {
      this.type = type;
    }

    @Override
    public Converter getConverter(int field) {
      Type of = type.getType(field);
      return of.isPrimitive() ? new PrimitiveConverter() {} : new Nowhere(of.asGroupType());
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
