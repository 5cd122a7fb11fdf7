package org.basin.read;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.basin.draw.JsonText;
import org.basin.draw.Shown;

/**
 * Writes an answer as a Parquet file on this machine. Numbers, texts, truth values and lists of
 * them keep their types; what else there is (maps, structs, times) becomes text as in JSON.
 */
public final class ParquetAnswer {

  private static final int DECIMAL_BYTES = 16;
  private static final int DECIMAL_DIGITS = 38;

  private final List<Column> columns;
  private final MessageType schema;

  private ParquetAnswer(List<Column> columns) {
    this.columns = columns;
    this.schema =
        new MessageType("answer", columns.stream().map(ParquetAnswer::type).toArray(Type[]::new));
  }

  /**
   * Writes all rows of an answer; the file appears once it is whole.
   *
   * @return how many there are
   * @throws QuestionException if two columns have one name
   * @throws IOException if the file cannot be written
   */
  public static long write(RowStream answer, Path file) throws IOException {
    Set<String> names = new HashSet<>();
    for (Column column : answer.columns()) {
      if (!names.add(column.name())) {
        throw QuestionException.refused(
            "the columns of a Parquet file must have different names, got "
                + column.name()
                + " twice; AS gives another");
      }
    }
    Path whole = file.toAbsolutePath();
    Path part =
        whole.resolveSibling(
            ".%s.%d.part".formatted(whole.getFileName(), ProcessHandle.current().pid()));
    part.toFile().deleteOnExit(); // after Ctrl-C
    try {
      long rows = new ParquetAnswer(answer.columns()).copy(answer, part);
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return rows;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private long copy(RowStream answer, Path file) throws IOException {
    long rows = 0;
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(schema)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build()) {
      while (answer.hasNext()) {
        writer.write(group(answer.next()));
        rows++;
      }
    }
    return rows;
  }

  private Group group(Row row) {
    Group group = new SimpleGroup(schema);
    for (int c = 0; c < columns.size(); c++) {
      if (!row.absent(c)) {
        add(group, columns.get(c).name(), columns.get(c), columns.get(c).lists(), row.value(c));
      }
    }
    return group;
  }

  private static void add(Group group, String name, Column column, int lists, Object value) {
    if (lists > 0) {
      Group list = group.addGroup(name);
      for (Object each : (List<?>) value) {
        Group element = list.addGroup("list");
        if (!(each instanceof Optional<?> none && none.isEmpty())) {
          add(element, "element", column, lists - 1, each);
        }
      }
      return;
    }
    switch (column.kind()) {
      case TRUTH -> group.add(name, (Boolean) value);
      case INT -> group.add(name, ((Number) value).intValue());
      case LONG -> group.add(name, ((Number) value).longValue());
      case FLOAT -> group.add(name, ((Number) value).floatValue());
      case DOUBLE -> group.add(name, ((Number) value).doubleValue());
      case DECIMAL -> group.add(name, bytes(value, column.scale()));
      case OTHER -> group.add(name, value instanceof String text ? text : written(value));
    }
  }

  private static String written(Object value) {
    return value instanceof Iterable<?> || value instanceof java.util.Map<?, ?>
        ? JsonText.line(value)
        : Shown.exact(value);
  }

  private static Binary bytes(Object value, int scale) {
    BigDecimal number =
        value instanceof BigInteger whole ? new BigDecimal(whole) : (BigDecimal) value;
    byte[] least = number.setScale(scale).unscaledValue().toByteArray();
    byte[] all = new byte[DECIMAL_BYTES];
    Arrays.fill(all, (byte) (number.signum() < 0 ? -1 : 0));
    ByteBuffer.wrap(all).position(DECIMAL_BYTES - least.length).put(least);
    return Binary.fromConstantByteArray(all);
  }

  private static Type type(Column column) {
    return type(column.name(), column, column.lists());
  }

  private static Type type(String name, Column column, int lists) {
    if (lists > 0) {
      return Types.optionalList().element(type("element", column, lists - 1)).named(name);
    }
    return switch (column.kind()) {
      case TRUTH -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
      case INT -> Types.optional(PrimitiveTypeName.INT32).named(name);
      case LONG -> Types.optional(PrimitiveTypeName.INT64).named(name);
      case FLOAT -> Types.optional(PrimitiveTypeName.FLOAT).named(name);
      case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
      case DECIMAL ->
          Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
              .length(DECIMAL_BYTES)
              .as(LogicalTypeAnnotation.decimalType(column.scale(), DECIMAL_DIGITS))
              .named(name);
      case OTHER ->
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
    };
  }
}
