package org.basin.npz;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * An {@code .npz} from a stranger, entry by entry: the reader says what it expects, and nothing
 * else is ever unpacked. Names are compared and never become paths; an entry is read no further
 * than its expected size, whatever it says of itself; its checksum must hold. There is no code in
 * these files and no object is made of them.
 */
public final class NpzArchive implements AutoCloseable {

  private static final String ARRAY = ".npy";

  private final Path path;
  private final ZipFile zip;
  private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

  /**
   * Opens a file.
   *
   * @throws NpzException when it is no zip or names an entry twice; the message names the file
   */
  public NpzArchive(Path path) throws IOException {
    this.path = path;
    try {
      zip = new ZipFile(path.toFile());
    } catch (ZipException e) {
      throw refused("must be an .npz, which is a zip, got " + e.getMessage());
    }
    try {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
        if (entries.put(entry.getName(), entry) != null) {
          throw refused("every entry must have a name of its own, got two " + shown(entry));
        }
      }
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /** As the other, with nothing else allowed. */
  public void require(Set<String> texts, Set<String> arrays) throws NpzException {
    require(texts, arrays, other -> false);
  }

  /**
   * Makes sure that the file holds certain texts and arrays and nothing else that is not allowed.
   *
   * @param texts names with extension
   * @param arrays names without it
   * @param allowed whether an array that is not among them may be there, by its name
   * @throws NpzException with the name that is missing or too many
   */
  public void require(Set<String> texts, Set<String> arrays, Predicate<String> allowed)
      throws NpzException {
    for (String text : texts) {
      entry(text);
    }
    for (String array : arrays) {
      entry(array + ARRAY);
    }
    for (ZipEntry entry : entries.values()) {
      String name = entry.getName();
      String array = name.endsWith(ARRAY) ? name.substring(0, name.length() - ARRAY.length()) : "";
      if (!arrays.contains(array) && !texts.contains(name) && !allowed.test(array)) {
        throw refused("must hold nothing but its texts and arrays, got " + shown(entry));
      }
    }
  }

  /**
   * A text entry.
   *
   * @param most bytes
   * @throws NpzException when it is missing, longer or damaged
   */
  public String text(String name, int most) throws IOException {
    ZipEntry entry = entry(name);
    try {
      byte[] bytes = bytes(entry, most);
      if (bytes.length > most) {
        throw new NpzException("must be of at most %,d bytes, got more".formatted(most));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (NpzException | ZipException | EOFException e) {
      throw refused(entry, e);
    }
  }

  /**
   * An array of single precision.
   *
   * @throws NpzException when it is missing, of another type or shape, or damaged
   */
  public NpyArray.Floats floats(String name, List<Integer> shape) throws IOException {
    ZipEntry entry = entry(name + ARRAY);
    try {
      int size = shape.stream().reduce(1, Math::multiplyExact);
      byte[] bytes = bytes(entry, Math.addExact(NpyHeader.LONGEST, Math.multiplyExact(4, size)));
      NpyHeader header = Npy.header(new ByteArrayInputStream(bytes));
      if (header.type() != NpyHeader.Type.F4 || !header.shape().equals(shape)) {
        throw new NpzException(
            "must be an array <f4 of shape %s, got %s of shape %s"
                .formatted(shape, header.type().descr(), header.shape()));
      }
      return (NpyArray.Floats) Npy.read(new ByteArrayInputStream(bytes));
    } catch (NpzException | ZipException | EOFException e) {
      throw refused(entry, e);
    }
  }

  /** Names of all arrays, without extension, in the order of the file. */
  public List<String> names() {
    return entries.keySet().stream()
        .filter(name -> name.endsWith(ARRAY))
        .map(name -> name.substring(0, name.length() - ARRAY.length()))
        .toList();
  }

  /**
   * An array of single precision, of whatever shape it has.
   *
   * @param most numbers
   * @throws NpzException when it is missing, of another type, larger, or damaged
   */
  public NpyArray.Floats floats(String name, int most) throws IOException {
    ZipEntry entry = entry(name + ARRAY);
    NpyHeader header;
    try (CheckedInputStream in = open(entry)) {
      header = Npy.header(in);
      if (header.type() != NpyHeader.Type.F4 || header.size() > most) {
        throw new NpzException(
            "must be an array <f4 of at most %,d numbers, got %s of shape %s"
                .formatted(most, header.type().descr(), header.shape()));
      }
    } catch (NpzException | ZipException | EOFException e) {
      throw refused(entry, e);
    }
    return floats(name, header.shape());
  }

  /**
   * All entries as arrays of any type that is read, by name and in the order of the file.
   *
   * @throws NpzException when one is no such array or damaged
   */
  public Map<String, NpyArray> arrays() throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    for (ZipEntry entry : entries.values()) {
      String name = entry.getName();
      if (!name.endsWith(ARRAY)) {
        throw refused("every entry must be a .npy, got " + shown(entry));
      }
      try (CheckedInputStream in = open(entry)) {
        arrays.put(name.substring(0, name.length() - ARRAY.length()), Npy.read(in));
        requireChecksum(entry, in);
      } catch (NpzException | ZipException | EOFException e) {
        throw refused(entry, e);
      }
    }
    return arrays;
  }

  /**
   * Makes sure that every entry unpacks to what was packed, keeping nothing of it.
   *
   * @throws NpzException with the name of the first that is damaged
   */
  public void requireSound() throws IOException {
    for (ZipEntry entry : entries.values()) {
      try (CheckedInputStream in = open(entry)) {
        in.transferTo(OutputStream.nullOutputStream());
        requireChecksum(entry, in);
      } catch (NpzException | ZipException | EOFException e) {
        throw refused(entry, e);
      }
    }
  }

  private CheckedInputStream open(ZipEntry entry) throws IOException {
    return new CheckedInputStream(zip.getInputStream(entry), new CRC32());
  }

  private static void requireChecksum(ZipEntry entry, CheckedInputStream read) throws NpzException {
    if (read.getChecksum().getValue() != entry.getCrc()) {
      throw new NpzException("its checksum must hold, but the file is damaged");
    }
  }

  private ZipEntry entry(String name) throws NpzException {
    ZipEntry entry = entries.get(name);
    if (entry == null) {
      throw refused("must hold " + name + ", got no such entry");
    }
    return entry;
  }

  /** The bytes of an entry; one more than {@code most} when it has more. */
  private byte[] bytes(ZipEntry entry, int most) throws IOException {
    try (CheckedInputStream in = open(entry)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length <= most) {
        requireChecksum(entry, in);
      }
      return bytes;
    }
  }

  /** A name on one line, cut when it is long: it may hold anything. */
  private static String shown(ZipEntry entry) {
    String name = entry.getName().replaceAll("\\p{Cntrl}", " ");
    return name.length() <= 60 ? name : name.substring(0, 59) + "…";
  }

  private NpzException refused(ZipEntry entry, IOException e) {
    String law = e instanceof NpzException ? "" : "must be readable, got ";
    return refused(shown(entry) + ": " + law + e.getMessage());
  }

  private NpzException refused(String law) {
    return new NpzException(path + ": " + law);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
