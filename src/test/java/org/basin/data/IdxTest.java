package org.basin.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {

  private static final int IMAGES = 0x803;
  private static final int LABELS = 0x801;

  @TempDir private Path folder;

  /** Seven images of 2 x 3 pixels to learn from, five to be tested on. */
  @BeforeEach
  void write() throws IOException {
    put("train-images-idx3-ubyte", file(IMAGES, pixels(7), 7, 2, 3));
    put("train-labels-idx1-ubyte", file(LABELS, labels(7), 7));
    put("t10k-images-idx3-ubyte", file(IMAGES, pixels(5), 5, 2, 3));
    put("t10k-labels-idx1-ubyte", file(LABELS, labels(5), 5));
  }

  private static byte[] pixels(int images) {
    byte[] bytes = new byte[images * 6];
    new Random(images).nextBytes(bytes);
    return bytes;
  }

  private static byte[] labels(int images) {
    byte[] bytes = new byte[images];
    for (int i = 0; i < images; i++) {
      bytes[i] = (byte) (9 - i);
    }
    return bytes;
  }

  private static byte[] file(int magic, byte[] body, int... sizes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(magic);
    for (int size : sizes) {
      out.writeInt(size);
    }
    out.write(body);
    return bytes.toByteArray();
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private Path put(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private Dataset data(Object... more) {
    Object[] options = Arrays.copyOf(new Object[] {"path", folder.toString()}, 2 + more.length);
    System.arraycopy(more, 0, options, 2, more.length);
    return Sources.data("idx", options);
  }

  private void refused(String message, Object... more) {
    assertThatThrownBy(() -> data(more))
        .isInstanceOf(DataException.class)
        .hasMessage(message.replace("FOLDER", folder.toString()));
  }

  /** In the place of the training images stands something else. */
  private void imagesRefused(byte[] bytes, String law) throws IOException {
    put("train-images-idx3-ubyte", bytes);
    refused("FOLDER/train-images-idx3-ubyte: " + law);
  }

  private void compressedImagesRefused(byte[] bytes, String law) throws IOException {
    Files.delete(folder.resolve("train-images-idx3-ubyte"));
    put("train-images-idx3-ubyte.gz", bytes);
    refused("FOLDER/train-images-idx3-ubyte.gz: " + law);
  }

  @Test
  void pixelsAndLabelsAreThoseOfTheFiles() {
    Dataset data = data();
    assertThat(data.height()).isEqualTo(2);
    assertThat(data.width()).isEqualTo(3);
    assertThat(data.classes()).isEqualTo(10);
    assertThat(data.train().labels()).containsExactly(9, 8, 7, 6, 5, 4, 3);
    assertThat(data.test().labels()).containsExactly(9, 8, 7, 6, 5);
    byte[] pixels = pixels(7);
    for (int i = 0; i < pixels.length; i++) {
      assertThat(data.train().x()[i]).isEqualTo((pixels[i] & 0xFF) / 255f);
    }
    assertThat(data("scale", "none").test().x()[4]).isEqualTo(pixels(5)[4] & 0xFF);
  }

  @Test
  void compressedFilesAreTheSameData() throws IOException {
    String plain = Sources.fingerprint("idx", "path", folder.toString());
    for (Path file : Files.list(folder).toList()) {
      Files.write(Path.of(file + ".gz"), zipped(Files.readAllBytes(file)));
      Files.delete(file);
    }
    assertThat(Sources.fingerprint("idx", "path", folder.toString())).isEqualTo(plain);
  }

  @Test
  void filesMayBeNamedOneByOne() {
    String images = folder.resolve("train-images-idx3-ubyte").toString();
    String labels = folder.resolve("train-labels-idx1-ubyte").toString();
    Dataset data = Sources.data("idx", "images", images, "labels", labels);
    assertThat(data.train().labels()).isEqualTo(data().train().labels());
    assertThat(data.test().size()).isZero();
    Dataset tested =
        Sources.data(
            "idx",
            "images",
            images,
            "labels",
            labels,
            "test_images",
            folder.resolve("t10k-images-idx3-ubyte").toString(),
            "test_labels",
            folder.resolve("t10k-labels-idx1-ubyte").toString());
    assertThat(tested.test().x()).isEqualTo(data().test().x());
  }

  @Test
  void theFirstSoManyAreTaken() throws IOException {
    assertThat(data("train", 2, "test", 3).train().labels()).containsExactly(9, 8);
    assertThat(data("train", 2, "test", 3).test().labels()).containsExactly(9, 8, 7);
    assertThat(data("train", 100).train().size()).isEqualTo(7);
    Files.delete(folder.resolve("t10k-images-idx3-ubyte"));
    assertThat(data("test", 0).test().size()).isZero();
  }

  @Test
  void aFileThatIsWrittenAgainIsReadAgain() throws IOException {
    assertThat(data().train().size()).isEqualTo(7);
    put("train-images-idx3-ubyte", file(IMAGES, pixels(6), 6, 2, 3));
    put("train-labels-idx1-ubyte", file(LABELS, labels(6), 6));
    assertThat(data().train().size()).isEqualTo(6);
  }

  @Test
  void anUnchangedFileIsReadOnce() {
    assertThat(data()).isSameAs(data());
  }

  @Test
  void aTruncatedHeaderIsRefused() throws IOException {
    imagesRefused(new byte[0], "a file of data must not be empty, got 0 bytes");
    imagesRefused(
        new byte[] {0, 0, 8}, "IDX images must begin with a header of 16 bytes, got a file of 3");
    imagesRefused(
        file(IMAGES, new byte[0], 7, 2),
        "IDX images must begin with a header of 16 bytes, got a file of 12");
  }

  @Test
  void aTruncatedOrOverlongBodyIsRefused() throws IOException {
    byte[] whole = file(IMAGES, pixels(7), 7, 2, 3);
    String law =
        "IDX images must have 58 bytes, which is 16 and the product of the dimensions [7, 2, 3], got ";
    imagesRefused(Arrays.copyOf(whole, 57), law + "57");
    imagesRefused(Arrays.copyOf(whole, 16), law + "16");
    imagesRefused(Arrays.copyOf(whole, 59), law + "59");
  }

  @Test
  void anotherMagicNumberIsRefused() throws IOException {
    imagesRefused(
        file(LABELS, labels(7), 7),
        "IDX images must begin with the magic number 0x00000803, got 0x00000801");
    imagesRefused(
        zipped(file(IMAGES, pixels(7), 7, 2, 3)),
        "IDX images must begin with the magic number 0x00000803, got 0x1F8B0800");
  }

  @Test
  void aHeaderThatLiesNeitherOverflowsNorTakesMemory() throws IOException {
    int huge = Integer.MIN_VALUE;
    imagesRefused(
        file(IMAGES, pixels(7), huge, 28, 28),
        "IDX images must hold from 1 to 268,435,456 bytes, got dimensions [2147483648, 28, 28]");
    imagesRefused(
        file(IMAGES, pixels(7), -1, -1, -1),
        "IDX images must hold from 1 to 268,435,456 bytes, got dimensions [4294967295, 4294967295,"
            + " 4294967295]");
    imagesRefused(
        file(IMAGES, pixels(7), 1 << 16, 1 << 8, 1 << 8),
        "IDX images must hold from 1 to 268,435,456 bytes, got dimensions [65536, 256, 256]");
    imagesRefused(
        file(IMAGES, pixels(7), 0, 28, 28),
        "IDX images must hold from 1 to 268,435,456 bytes, got dimensions [0, 28, 28]");
    imagesRefused(
        file(IMAGES, pixels(7), 7, 0, 28),
        "IDX images must hold from 1 to 268,435,456 bytes, got dimensions [7, 0, 28]");
  }

  @Test
  void aCompressedHeaderThatLiesIsRefusedAfterWhatIsThere() throws IOException {
    compressedImagesRefused(
        zipped(file(IMAGES, pixels(7), 1 << 12, 1 << 8, 1 << 8)),
        "its header asks for 268,435,472 bytes, got 58");
  }

  @Test
  void aCompressedFileThatEndsEarlyIsRefused() throws IOException {
    byte[] body = new byte[6 * 100_000];
    new Random(1).nextBytes(body);
    byte[] whole = zipped(file(IMAGES, body, 100_000, 2, 3));
    Files.delete(folder.resolve("train-images-idx3-ubyte"));
    for (int length : new int[] {1, 9, 10, 64, 65, 10_007, whole.length - 8, whole.length - 1}) {
      put("train-images-idx3-ubyte.gz", Arrays.copyOf(whole, length));
      refused(
          "FOLDER/train-images-idx3-ubyte.gz: a gzip file must be whole, got one that ends early,"
              + " after %,d bytes".formatted(length));
    }
  }

  @Test
  void aFlippedBitInACompressedFileIsRefused() throws IOException {
    byte[] whole = zipped(file(IMAGES, pixels(7), 7, 2, 3));
    whole[whole.length - 5] ^= 1;
    compressedImagesRefused(whole, "a gzip file must be whole, got Corrupt GZIP trailer");
  }

  @Test
  void compressedBytesAfterTheEndAreRefused() throws IOException {
    compressedImagesRefused(
        zipped(file(IMAGES, pixels(8), 7, 2, 3)),
        "IDX images must end after 58 bytes, as the dimensions [7, 2, 3] say, got more");
  }

  @Test
  void aNameThatEndsInGzMustHoldGzip() throws IOException {
    compressedImagesRefused(
        file(IMAGES, pixels(7), 7, 2, 3), "a gzip file must be whole, got Not in GZIP format");
  }

  @Test
  void imagesAndLabelsMustPair() throws IOException {
    put("train-labels-idx1-ubyte", file(LABELS, labels(6), 6));
    refused(
        "FOLDER/train-labels-idx1-ubyte: there must be as many labels as images, got labels=6,"
            + " images=7 in FOLDER/train-images-idx3-ubyte");
  }

  @Test
  void testImagesMustBeOfTheSameSize() throws IOException {
    put("t10k-images-idx3-ubyte", file(IMAGES, pixels(5), 5, 3, 2));
    refused(
        "FOLDER/t10k-images-idx3-ubyte: test images must be of the size of the training images,"
            + " 2 x 3, got 3 x 2");
  }

  @Test
  void labelsMustBeBelowTheClasses() {
    refused(
        "FOLDER/train-labels-idx1-ubyte: labels must be from 0 to 7, since classes is 8, got label"
            + " 0 = 9",
        "classes",
        8);
  }

  @Test
  void filesThatAreMissingAreNamed() throws IOException {
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));
    refused(
        "FOLDER: this folder must hold t10k-labels-idx1-ubyte or t10k-labels-idx1-ubyte.gz, got"
            + " neither");
    assertThatThrownBy(() -> Sources.data("idx", "path", folder + "/none"))
        .hasMessage(
            folder
                + "/none: a file of data must exist, got none; a relative path starts at the sweep"
                + " file");
    assertThatThrownBy(() -> Sources.data("idx", "path", folder + "/train-images-idx3-ubyte"))
        .hasMessage(
            folder
                + "/train-images-idx3-ubyte: path must be the folder of the four IDX files, got a"
                + " file");
  }

  @Test
  void whatNamesTheFilesMustFitTogether() {
    refused("the files must be named by path or one by one, got path and labels", "labels", "x");
    assertThatThrownBy(() -> Sources.data("idx"))
        .hasMessage("kind idx must give path, or images and labels; got no images");
    String images = folder.resolve("train-images-idx3-ubyte").toString();
    assertThatThrownBy(() -> Sources.data("idx", "images", images))
        .hasMessage("kind idx must give path, or images and labels; got no labels");
    assertThatThrownBy(() -> Sources.data("idx", "images", folder.toString(), "labels", images))
        .hasMessage(folder + ": a file of data must be a file, got a folder");
  }
}
