package org.basin.npz;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
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
   * @throws NpzException when the file is no such zip, or an array of a kind that is not read; the
   *     message names file and array
   */
  public static Map<String, NpyArray> read(Path path) throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(path.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        String name = entry.getName();
        if (!name.endsWith(SUFFIX)) {
          throw new NpzException(path + ": every entry must be a .npy, got " + name);
        }
        try (InputStream in = zip.getInputStream(entry)) {
          arrays.put(name.substring(0, name.length() - SUFFIX.length()), Npy.read(in));
        } catch (IOException e) {
          throw new NpzException(path + ": " + name + ": " + e.getMessage());
        }
      }
    } catch (ZipException e) {
      throw new NpzException(path + ": must be an .npz, which is a zip, got " + e.getMessage());
    }
    return arrays;
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
