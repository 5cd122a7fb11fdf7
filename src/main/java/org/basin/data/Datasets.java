package org.basin.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.basin.sweep.DataKind;
import org.basin.sweep.DataSource;

/**
 * The data sets that a sweep file may name, each held once per JVM: loaded by the first who asks,
 * while others who ask for the same one wait. The last few are kept as long as memory lasts. A file
 * that was written again is loaded again.
 */
public final class Datasets {

  /**
   * Numbers of all samples together, in IDX files of each part, at most: 1 GiB. While a table is
   * read it takes up to three times that.
   */
  static final long MOST_NUMBERS = 1L << 28;

  /** Sets kept after the last who uses them is gone. */
  private static final int KEPT = 4;

  private static final Map<Key, Held> HELD =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Held> eldest) {
          return size() > KEPT;
        }
      };

  private Datasets() {}

  /** What tells one set from another: where it comes from and the state of its files. */
  private record Key(DataSource source, List<String> stamps) {}

  /** The kinds of data, in the order in which they are described. */
  public static List<DataKind> kinds() {
    return List.of(
        Parity.XOR,
        Parity.PARITY,
        Curves.MOONS,
        Curves.CIRCLES,
        Curves.SPIRALS,
        Shapes.KIND,
        Idx.KIND,
        Tables.CSV,
        Tables.PARQUET,
        NoData.KIND);
  }

  /**
   * A data set whose files, if any, are reached as this JVM's own configuration says.
   *
   * @throws DataException if it cannot be used
   */
  public static Dataset of(DataSource source) {
    return of(source, Configuration::new);
  }

  /**
   * A data set.
   *
   * @param configuration how its files are reached
   * @throws DataException if it cannot be used
   */
  public static Dataset of(DataSource source, Configuration configuration) {
    return of(source, () -> configuration);
  }

  /**
   * A data set.
   *
   * @param configuration how its files are reached, asked for where it has some
   * @throws DataException if it cannot be used
   */
  public static Dataset of(DataSource source, Supplier<Configuration> configuration) {
    return held(source, configuration).data();
  }

  /**
   * A data set that must have the content that someone else saw, on another machine or before. Once
   * it is in memory, its files may be out of reach.
   *
   * @param fingerprint as {@link #fingerprint} gave it there
   * @throws DataException if it cannot be used or is another
   */
  public static Dataset of(DataSource source, Configuration configuration, String fingerprint) {
    Held.Content content;
    try {
      content = held(source, () -> configuration);
    } catch (DataException gone) {
      return remembered(source, fingerprint).orElseThrow(() -> gone);
    }
    if (!content.fingerprint().equals(fingerprint)) {
      throw new DataException(
          "",
          "the data must be the same on every machine, got %s here and %s on the driver: %s"
              .formatted(content.fingerprint(), fingerprint, source));
    }
    return content.data();
  }

  /**
   * SHA-256 of shape, numbers and labels.
   *
   * @throws DataException if the data cannot be used
   */
  public static String fingerprint(DataSource source, Configuration configuration) {
    return held(source, () -> configuration).fingerprint();
  }

  /** What was loaded before and had this content. */
  private static Optional<Dataset> remembered(DataSource source, String fingerprint) {
    List<Held> known;
    synchronized (HELD) {
      known =
          HELD.entrySet().stream()
              .filter(entry -> entry.getKey().source().equals(source))
              .map(Map.Entry::getValue)
              .toList();
    }
    return known.stream()
        .flatMap(held -> held.known().stream())
        .filter(content -> content.fingerprint().equals(fingerprint))
        .map(Held.Content::data)
        .findFirst();
  }

  private static Held.Content held(DataSource source, Supplier<Configuration> configuration) {
    Options options = options(source);
    List<InputFile> files =
        switch (source.kind()) {
          case "idx" -> Idx.files(options, configuration.get());
          case "csv", "parquet" -> Tables.files(options, configuration.get());
          default -> List.of();
        };
    Held held;
    synchronized (HELD) {
      Key key = new Key(source, files.stream().map(InputFile::stamp).toList());
      held = HELD.computeIfAbsent(key, absent -> new Held());
    }
    return held.content(() -> load(options, files, configuration));
  }

  private static Options options(DataSource source) {
    return kinds().stream()
        .filter(kind -> kind.name().equals(source.kind()))
        .findFirst()
        .map(kind -> new Options(kind, source))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "data must be one of "
                        + kinds().stream().map(DataKind::name).toList()
                        + ", got "
                        + source.kind()));
  }

  private static Dataset load(
      Options options, List<InputFile> files, Supplier<Configuration> configuration) {
    return switch (options.kind().name()) {
      case "xor" -> Parity.of("xor", 2);
      case "parity" -> split(Parity.of("parity", options.integer("bits")), options);
      case "moons" -> scaled(split(Curves.moons(options), options), options);
      case "circles" -> scaled(split(Curves.circles(options), options), options);
      case "spirals" -> scaled(split(Curves.spirals(options), options), options);
      case "shapes" -> Shapes.of(options);
      case "idx" -> Idx.of(options, files);
      case "none" -> NoData.DATASET;
      case "csv", "parquet" ->
          scaled(split(Tables.of(options, files, configuration.get()), options), options);
      default -> throw new IllegalStateException("every kind is loaded");
    };
  }

  private static Dataset split(Dataset whole, Options options) {
    return Split.of(whole, options.real("test"), options.whole("split_seed"));
  }

  /** By each column's own range or deviation. */
  private static Dataset scaled(Dataset data, Options options) {
    return Scale.of(data, options.text("scale"), 0);
  }
}
