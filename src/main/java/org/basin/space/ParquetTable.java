package org.basin.space;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** A table in a Parquet file, or in a folder of them as Spark writes it. Lists become sizes. */
final class ParquetTable implements TableFile {

  private final ParquetReader<Group> reader;
  private final List<String> names;
  private final List<String> obstacles;
  private final Set<String> indices;
  private Optional<Group> ahead;
  private List<String> cells = List.of();
  private int row;

  ParquetTable(Path path, Configuration configuration) throws IOException {
    Schema schema = new Schema();
    reader = ParquetReader.builder(schema, path).withConf(configuration).build();
    ahead = Optional.ofNullable(reader.read());
    names =
        ahead
            .map(group -> group.getType().getFields().stream().map(Type::getName).toList())
            .orElse(List.of());
    obstacles =
        ahead
            .map(group -> group.getType().getFields().stream().map(ParquetTable::obstacle).toList())
            .orElse(List.of());
    indices = schema.indices;
  }

  /** Takes note of what pandas says of a file's columns. */
  private static final class Schema extends GroupReadSupport {

    private final Set<String> indices = new HashSet<>();

    @Override
    public ReadContext init(InitContext context) {
      for (String pandas : context.getKeyValueMetadata().getOrDefault("pandas", Set.of())) {
        try {
          for (JsonNode column : new ObjectMapper().readTree(pandas).path("index_columns")) {
            indices.add(column.asText()); // a range is an object, and no column
          }
        } catch (JsonProcessingException unreadable) {
          continue; // not from pandas
        }
      }
      return super.init(context);
    }
  }

  @Override
  public boolean index(int column) {
    String name = names.get(column);
    return PANDAS.matcher(name).matches() || indices.contains(name);
  }

  @Override
  public String obstacle(int column) {
    return obstacles.get(column);
  }

  /** Booleans, whole and real numbers, texts, and lists of them can be read. */
  private static String obstacle(Type type) {
    if (type.isRepetition(Type.Repetition.REPEATED)) {
      return "repeated";
    }
    if (type.isPrimitive()) {
      return obstacle(type.asPrimitiveType());
    }
    boolean list =
        type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation;
    return list ? element(type).map(ParquetTable::obstacle).orElse("nested") : "nested";
  }

  private static String obstacle(PrimitiveType type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    boolean plain =
        switch (type.getPrimitiveTypeName()) {
          case BOOLEAN, FLOAT, DOUBLE -> true;
          case INT32, INT64 ->
              logical == null || logical instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation;
          case BINARY ->
              logical instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
                  || logical instanceof LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
          case INT96, FIXED_LEN_BYTE_ARRAY -> false;
        };
    return plain ? "" : logical == null ? "binary" : logical.toString().toLowerCase(Locale.ROOT);
  }

  /** The elements of a list, wrapped in a group or not; empty if they are no single cells. */
  private static Optional<PrimitiveType> element(Type list) {
    Type repeated = list.asGroupType().getType(0);
    if (repeated.isPrimitive()) {
      return Optional.of(repeated.asPrimitiveType());
    }
    GroupType wrapped = repeated.asGroupType();
    return wrapped.getFieldCount() == 1 && wrapped.getType(0).isPrimitive()
        ? Optional.of(wrapped.getType(0).asPrimitiveType())
        : Optional.empty();
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

  private String text(Group group, int field) throws IOException {
    Type type = group.getType().getType(field);
    if (type.isPrimitive()) {
      return text(group, field, 0);
    }
    boolean wrapped = !type.asGroupType().getType(0).isPrimitive();
    Group elements = group.getGroup(field, 0);
    List<String> sizes = new ArrayList<>();
    for (int i = 0; i < elements.getFieldRepetitionCount(0); i++) {
      sizes.add(wrapped ? text(elements.getGroup(0, i), 0, 0) : text(elements, 0, i));
    }
    return sizes.toString();
  }

  /** Whole numbers without a sign are stored in the bits of those that have one. */
  private String text(Group group, int field, int at) throws IOException {
    PrimitiveType type = group.getType().getType(field).asPrimitiveType();
    boolean unsigned =
        type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation it
            && !it.isSigned();
    return switch (type.getPrimitiveTypeName()) {
      case FLOAT ->
          Double.toString(group.getFloat(field, at)); // its exact value, not its shortest decimal
      case INT32 ->
          unsigned
              ? Integer.toUnsignedString(group.getInteger(field, at))
              : Integer.toString(group.getInteger(field, at));
      case INT64 -> {
        long value = group.getLong(field, at);
        if (unsigned && value < 0) {
          throw new IOException(
              "a whole number must be below 2^63, got %s in column %s on line %d"
                  .formatted(Long.toUnsignedString(value), type.getName(), row + 1));
        }
        yield Long.toString(value);
      }
      default -> group.getValueToString(field, at);
    };
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
