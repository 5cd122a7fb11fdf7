package org.basin.npz;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Named arrays in one file, as {@code numpy.savez} writes and {@code numpy.load} reads them: a zip
 * with one {@code .npy} for each. Equal arrays give equal bytes.
 */
public final class NpzFile {

  private static final String SUFFIX = ".npy";

  /** The first moment that a zip can hold. */
  private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

  private NpzFile() {}

  /**
   * Reads all arrays, by name and in the order of the file.
   *
   * @throws NpzException when the file is no such zip or names an entry twice, or an array is
   *     damaged or of a kind that is not read; the message names file and array
   */
  public static Map<String, NpyArray> read(Path path) throws IOException {
    try (NpzArchive archive = new NpzArchive(path)) {
      return archive.arrays();
    }
  }

  /** Writes arrays in the order of the map, over what is there. */
  public static void write(Path path, Map<String, NpyArray> arrays) throws IOException {
    write(path, Map.of(), arrays);
  }

  /**
   * Writes texts and then arrays, over what is there. To NumPy the texts are bytes under their
   * names.
   *
   * @param texts by name with extension
   */
  public static void write(
      Path path, Map<String, String> texts, Map<String, ? extends NpyArray> arrays)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> text : texts.entrySet()) {
        begin(zip, text.getKey());
        zip.write(text.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
      for (Map.Entry<String, ? extends NpyArray> array : arrays.entrySet()) {
        begin(zip, array.getKey() + SUFFIX);
        Npy.write(array.getValue(), zip);
        zip.closeEntry();
      }
    }
  }

  private static void begin(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(ALWAYS);
    zip.putNextEntry(entry);
  }
}
