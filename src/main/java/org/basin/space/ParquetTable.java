package org.basin.space;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** A table in a Parquet file, or in a folder of them as Spark writes it. Lists become sizes. */
final class ParquetTable implements TableFile {

  private final ParquetReader<Group> reader;
  private final List<String> names;
  private final List<String> obstacles;
  private Optional<Group> ahead;
  private List<String> cells = List.of();
  private int row;

  ParquetTable(Path path, Configuration configuration) throws IOException {
    reader = ParquetReader.builder(new GroupReadSupport(), path).withConf(configuration).build();
    ahead = Optional.ofNullable(reader.read());
    names =
        ahead
            .map(group -> group.getType().getFields().stream().map(Type::getName).toList())
            .orElse(List.of());
    obstacles =
        ahead
            .map(group -> group.getType().getFields().stream().map(ParquetTable::obstacle).toList())
            .orElse(List.of());
  }

  @Override
  public String obstacle(int column) {
    return obstacles.get(column);
  }

  /** Booleans, whole and real numbers, texts, and lists of whole numbers can be read. */
  private static String obstacle(Type type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (type.isRepetition(Type.Repetition.REPEATED)) {
      return "repeated";
    }
    if (!type.isPrimitive()) {
      return logical instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation && flat(type)
          ? ""
          : "nested";
    }
    boolean plain =
        switch (type.asPrimitiveType().getPrimitiveTypeName()) {
          case BOOLEAN, FLOAT, DOUBLE -> true;
          case INT32, INT64 ->
              logical == null
                  || logical instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation whole
                      && whole.isSigned();
          case BINARY ->
              logical instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
                  || logical instanceof LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
          case INT96, FIXED_LEN_BYTE_ARRAY -> false;
        };
    return plain ? "" : logical == null ? "binary" : logical.toString().toLowerCase(Locale.ROOT);
  }

  /** Whether the elements of a list are primitive, wrapped in a group or not. */
  private static boolean flat(Type list) {
    Type repeated = list.asGroupType().getType(0);
    return repeated.isPrimitive()
        || repeated.asGroupType().getFieldCount() == 1
            && repeated.asGroupType().getType(0).isPrimitive();
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public boolean next() throws IOException {
    if (ahead.isEmpty()) {
      return false;
    }
    Group group = ahead.get();
    List<String> read = new ArrayList<>();
    for (int field = 0; field < names.size(); field++) {
      boolean absent = !obstacle(field).isEmpty() || group.getFieldRepetitionCount(field) == 0;
      read.add(absent ? "" : text(group, field));
    }
    cells = read;
    row++;
    ahead = Optional.ofNullable(reader.read());
    return true;
  }

  private static String text(Group group, int field) {
    Type type = group.getType().getType(field);
    if (type.isPrimitive()) {
      boolean single = type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.FLOAT;
      return single
          ? Double.toString(group.getFloat(field, 0)) // its exact value, not its shortest decimal
          : group.getValueToString(field, 0);
    }
    GroupType list = type.asGroupType();
    Group elements = group.getGroup(field, 0);
    List<String> sizes = new ArrayList<>();
    for (int i = 0; i < elements.getFieldRepetitionCount(0); i++) {
      boolean wrapped = !list.getType(0).isPrimitive();
      sizes.add(
          wrapped
              ? elements.getGroup(0, i).getValueToString(0, 0)
              : elements.getValueToString(0, i));
    }
    return sizes.toString();
  }

  @Override
  public List<String> cells() {
    return cells;
  }

  @Override
  public int line() {
    return row;
  }

  @Override
  public int column(int cell) {
    return cell + 1;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
