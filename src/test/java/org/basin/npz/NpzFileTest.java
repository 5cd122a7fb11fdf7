package org.basin.npz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the folder {@code npz} were written by NumPy 1.24. */
final class NpzFileTest {

  private static final Path BY_NUMPY = Path.of("src", "test", "resources", "npz");

  @TempDir private Path folder;

  @Test
  void whatNumpyWroteIsRead() throws IOException {
    Map<String, NpyArray> arrays = NpzFile.read(BY_NUMPY.resolve("numpy.npz"));
    assertThat(arrays.keySet()).containsExactly("f", "d", "i", "l", "e");
    assertThat(arrays.get("f").shape()).containsExactly(2, 3);
    assertThat(((NpyArray.Floats) arrays.get("f")).values())
        .containsExactly(0f, 0.25f, 0.5f, 0.75f, 1f, 1.25f);
    assertThat(((NpyArray.Doubles) arrays.get("d")).values())
        .containsExactly(0.1, -1e300, Double.POSITIVE_INFINITY);
    assertThat(((NpyArray.Ints) arrays.get("i")).values()).containsExactly(1, -2);
    assertThat(arrays.get("i").shape()).containsExactly(1, 2);
    assertThat(((NpyArray.Longs) arrays.get("l")).values()).containsExactly(1L << 60);
    assertThat(arrays.get("l").shape()).isEmpty();
    assertThat(arrays.get("e").shape()).containsExactly(0, 3);
  }

  @Test
  void compressedFilesAreRead() throws IOException {
    double[] x = NpzFile.read(BY_NUMPY.resolve("compressed.npz")).get("x").doubles();
    assertThat(x).hasSize(1000);
    assertThat(x[999]).isEqualTo(1);
    assertThat(x[500]).isEqualTo(500.0 / 999);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "objects#an array must be little-endian float32, float64, int32 or int64, got '|O'; pickled"
            + " objects are not read",
        "bytes#an array must be little-endian float32, float64, int32 or int64, got '>f4'",
        "fortran#an array must be in C order, got fortran_order of shape [2, 3]; save"
            + " numpy.ascontiguousarray of it",
        "structured#an array must be little-endian float32, float64, int32 or int64, got [('a',"
            + " '<f4'), ('b', '<i4')]",
      },
      quoteCharacter = '"')
  void whatIsNotReadIsNamed(String file, String law) {
    Path path = BY_NUMPY.resolve(file + ".npz");
    assertThatThrownBy(() -> NpzFile.read(path))
        .isInstanceOf(NpzException.class)
        .hasMessage(path + ": x.npy: " + law);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 15, 16, 17, 63, 64, 65, 997})
  void everyTypeComesBackBitForBit(int size) throws IOException {
    Random random = new Random(size);
    float[] floats = new float[size];
    double[] doubles = new double[size];
    int[] ints = random.ints(size).toArray();
    long[] longs = random.longs(size).toArray();
    for (int i = 0; i < size; i++) {
      floats[i] = Float.intBitsToFloat(random.nextInt());
      doubles[i] = Double.longBitsToDouble(random.nextLong());
    }
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("weights 0", new NpyArray.Floats(List.of(size, 1), floats));
    arrays.put("b", new NpyArray.Doubles(List.of(1, size, 1), doubles));
    arrays.put("c", new NpyArray.Ints(List.of(size), ints));
    arrays.put("d", new NpyArray.Longs(List.of(size), longs));
    Path file = folder.resolve("a.npz");
    NpzFile.write(file, arrays);

    Map<String, NpyArray> read = NpzFile.read(file);
    assertThat(read.keySet()).containsExactlyElementsOf(arrays.keySet());
    for (String name : arrays.keySet()) {
      assertThat(read.get(name).shape()).isEqualTo(arrays.get(name).shape());
    }
    assertThat(((NpyArray.Floats) read.get("weights 0")).values()).isEqualTo(floats);
    assertThat(((NpyArray.Doubles) read.get("b")).values()).isEqualTo(doubles);
    assertThat(((NpyArray.Ints) read.get("c")).values()).isEqualTo(ints);
    assertThat(((NpyArray.Longs) read.get("d")).values()).isEqualTo(longs);

    Path again = folder.resolve("b.npz");
    NpzFile.write(again, arrays);
    assertThat(Files.mismatch(file, again)).isEqualTo(-1);
  }

  /** The bytes that {@code numpy.lib.format.write_array} gives, too. */
  @Test
  void theHeaderIsNumpysOwn() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.write(new NpyArray.Doubles(List.of(3), new double[3]), out);
    String header = new String(out.toByteArray(), 10, 118, StandardCharsets.US_ASCII);
    assertThat(header.strip())
        .isEqualTo("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }");
    assertThat(out.size()).isEqualTo(128 + 24);
    assertThat(Arrays.copyOf(out.toByteArray(), 8))
        .containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
  }

  @Test
  void whatIsCutOffOrNoArrayIsRefused() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.write(new NpyArray.Doubles(List.of(3), new double[3]), out);
    byte[] whole = out.toByteArray();
    assertThatThrownBy(() -> Npy.read(new ByteArrayInputStream(Arrays.copyOf(whole, 140))))
        .hasMessage("an array of shape [3] must have 24 bytes, got 12");
    assertThatThrownBy(() -> Npy.read(new ByteArrayInputStream(Arrays.copyOf(whole, 153))))
        .hasMessage("an array of shape [3] must have 24 bytes, got more");
    assertThatThrownBy(() -> Npy.read(new ByteArrayInputStream(Arrays.copyOf(whole, 50))))
        .hasMessage("a header must have 118 bytes as it says, got 40");
    assertThatThrownBy(() -> Npy.read(new ByteArrayInputStream(Arrays.copyOf(whole, 9))))
        .isInstanceOf(NpzException.class)
        .hasMessage("an array must have a whole header, got its beginning");
    assertThatThrownBy(() -> Npy.read(new ByteArrayInputStream(new byte[80])))
        .hasMessage("an array must begin with the magic of NumPy, got something else");
    Path text = Files.writeString(folder.resolve("x.npz"), "no zip");
    assertThatThrownBy(() -> NpzFile.read(text))
        .isInstanceOf(NpzException.class)
        .hasMessageStartingWith(text + ": must be an .npz, which is a zip, got ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NpyArray.Ints(List.of(2, 2), new int[3]))
        .withMessage(
            "an array must hold as many numbers as its shape says, got shape [2, 2] and 3 numbers");
  }
}
