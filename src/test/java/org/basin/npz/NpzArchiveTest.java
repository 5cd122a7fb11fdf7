package org.basin.npz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NpzArchiveTest {

  @TempDir private Path folder;

  @Test
  void whatIsExpectedIsRead() throws IOException {
    Path file = folder.resolve("a.npz");
    NpyArray.Floats floats = new NpyArray.Floats(List.of(1, 2), new float[] {0.5f, -0f});
    NpzFile.write(file, Map.of("head.json", "{\"ä\": 1}"), Map.of("w", floats));
    try (NpzArchive archive = new NpzArchive(file)) {
      archive.require(Set.of("head.json"), Set.of("w"));
      archive.requireSound();
      assertThat(archive.text("head.json", 9)).isEqualTo("{\"ä\": 1}");
      assertThat(archive.floats("w", List.of(1, 2)).values()).containsExactly(0.5f, -0f);
    }
  }

  @Test
  void whatIsMissingOrTooMuchIsNamed() throws IOException {
    Path file = folder.resolve("a.npz");
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("../../etc/passwd", new byte[1]);
    write(file, entries);
    try (NpzArchive archive = new NpzArchive(file)) {
      assertThatThrownBy(() -> archive.require(Set.of(), Set.of()))
          .isInstanceOf(NpzException.class)
          .hasMessage(file + ": must hold nothing but its texts and arrays, got ../../etc/passwd");
      assertThatThrownBy(() -> archive.require(Set.of(), Set.of("w")))
          .hasMessage(file + ": must hold w.npy, got no such entry");
      assertThatThrownBy(() -> archive.text("head.json", 10))
          .hasMessage(file + ": must hold head.json, got no such entry");
    }
    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
  }

  @Test
  void anEntryIsReadNoFurtherThanExpected() throws IOException {
    Path file = folder.resolve("a.npz");
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("head.json", new byte[50_000_000]);
    entries.put("bomb.npy", bomb(50_000_000));
    write(file, entries);
    assertThat(Files.size(file)).isLessThan(200_000);
    try (NpzArchive archive = new NpzArchive(file)) {
      assertThatThrownBy(() -> archive.text("head.json", 1000))
          .hasMessage(file + ": head.json: must be of at most 1,000 bytes, got more");
      assertThatThrownBy(() -> archive.floats("bomb", List.of(2)))
          .hasMessage(file + ": bomb.npy: an array of shape [2] must have 8 bytes, got more");
    }
  }

  /** Two numbers, and many more. */
  private static byte[] bomb(int size) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new NpyHeader(NpyHeader.Type.F4, List.of(2)).bytes());
    out.write(new byte[size]);
    return out.toByteArray();
  }

  @Test
  void anotherTypeOrShapeIsRefusedBeforeItsNumbersAreMade() throws IOException {
    Path file = folder.resolve("a.npz");
    Map<String, byte[]> entries = new LinkedHashMap<>();
    List<Integer> huge = List.of(20_000, 20_000);
    entries.put("w.npy", new NpyHeader(NpyHeader.Type.F4, huge).bytes());
    entries.put("d.npy", new NpyHeader(NpyHeader.Type.F8, List.of(2)).bytes());
    entries.put("o.npy", objects());
    entries.put("t.npy", "no array at all".getBytes(StandardCharsets.UTF_8));
    write(file, entries);
    try (NpzArchive archive = new NpzArchive(file)) {
      assertThatThrownBy(() -> archive.floats("w", List.of(2)))
          .hasMessage(
              file + ": w.npy: must be an array <f4 of shape [2], got <f4 of shape [20000, 20000]");
      assertThatThrownBy(() -> archive.floats("d", List.of(2)))
          .hasMessage(file + ": d.npy: must be an array <f4 of shape [2], got <f8 of shape [2]");
      assertThatThrownBy(() -> archive.floats("o", List.of(2)))
          .hasMessageStartingWith(file + ": o.npy: ")
          .hasMessageEndingWith("got '|O'; pickled objects are not read");
      assertThatThrownBy(() -> archive.floats("t", List.of(2)))
          .hasMessage(
              file + ": t.npy: an array must begin with the magic of NumPy, got something else");
    }
  }

  /** The header of an array of Python objects, as {@code numpy.save} writes it. */
  private static byte[] objects() {
    String header = "{'descr': '|O', 'fortran_order': False, 'shape': (2,), }\n";
    byte[] bytes =
        ("\u0093NUMPY\u0001\u0000" + (char) header.length() + "\u0000" + header)
            .getBytes(StandardCharsets.ISO_8859_1);
    return bytes;
  }

  @Test
  void aFlippedBitIsNoticed() throws IOException {
    Path file = folder.resolve("a.npz");
    float[] values = new float[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i);
    }
    NpzFile.write(file, Map.of("w", new NpyArray.Floats(List.of(1000), values)));
    byte[] bytes = Files.readAllBytes(file);
    int unnoticed = 0;
    for (int at = 200; at < 3200; at += 300) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 4;
      Files.write(file, damaged);
      try (NpzArchive archive = new NpzArchive(file)) {
        archive.floats("w", List.of(1000));
        unnoticed++;
      } catch (NpzException e) {
        assertThat(e).hasMessageStartingWith(file + ": w.npy: ");
        assertThat(e.getMessage().split("w.npy")).hasSize(2);
      }
      assertThatThrownBy(() -> NpzFile.read(file))
          .isInstanceOf(NpzException.class)
          .hasMessageStartingWith(file + ": w.npy: ");
    }
    assertThat(unnoticed).isZero();
  }

  @Test
  void anEntryThatIsThereTwiceIsRefused() throws IOException {
    Path file = folder.resolve("a.npz");
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("w.npy", new byte[1]);
    entries.put("v.npy", new byte[1]);
    write(file, entries);
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    Files.writeString(file, text.replace("v.npy", "w.npy"), StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> new NpzArchive(file))
        .isInstanceOf(NpzException.class)
        .hasMessage(file + ": every entry must have a name of its own, got two w.npy");
    assertThatThrownBy(() -> NpzFile.read(file))
        .hasMessage(file + ": every entry must have a name of its own, got two w.npy");
  }

  @Test
  void whatIsNoZipIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("a.npz"), new byte[] {(byte) 0x80, 4, 'X'});
    assertThatThrownBy(() -> new NpzArchive(file))
        .isInstanceOf(NpzException.class)
        .hasMessageStartingWith(file + ": must be an .npz, which is a zip, got ");
  }

  private static void write(Path file, Map<String, byte[]> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
  }
}
