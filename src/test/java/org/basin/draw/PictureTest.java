package org.basin.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "15, 17", "16, 64", "65, 63", "600, 7"})
  void everyCellIsSomewhereInItsColour(int width, int height) throws IOException {
    Field field = new Field(width, height);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        field.set(column, row, row * width + column, 1);
      }
    }
    BufferedImage image = read(picture(field));
    int across = Math.max(1, 512 / width);
    int up = Math.max(1, 512 / height);
    int left = left(image);
    ValueScale scale = Spread.LINEAR.scale(field);
    for (int row = 0; row < height; row += Math.max(1, height / 7)) {
      for (int column = 0; column < width; column += Math.max(1, width / 11)) {
        int x = left + across * column + across / 2;
        int y = 34 + up * (height - 1 - row) + up / 2;
        int wanted = ColourMap.SEQUENTIAL.rgb(scale.share(field.value(column, row)));
        assertThat(image.getRGB(x, y) & 0xffffff).isEqualTo(wanted);
      }
    }
  }

  @Test
  void lostAndAbsentCellsAreGrey() throws IOException {
    Field field = new Field(3, 1);
    field.set(0, 0, 1, 1);
    field.set(1, 0, Double.NaN, 2);
    BufferedImage image = read(picture(field));
    int left = left(image);
    assertThat(image.getRGB(left + 170 + 85, 200) & 0xffffff).isEqualTo(ColourMap.LOST);
    assertThat(image.getRGB(left + 340 + 85, 200) & 0xffffff).isEqualTo(ColourMap.ABSENT);
    assertThat(field.lost()).isEqualTo(1);
    assertThat(field.absent()).isEqualTo(1);
  }

  @Test
  void aPictureTakesOneByteAPixel() throws IOException {
    Field field = new Field(256, 256);
    for (int i = 0; i < 256 * 256; i++) {
      field.set(i % 256, i / 256, Math.sin(i), 1);
    }
    field.set(3, 3, Double.NaN, 1);
    assertThat(read(picture(field)).getColorModel()).isInstanceOf(IndexColorModel.class);
  }

  @Test
  void anImageOfManyColoursKeepsThemAll() throws IOException {
    BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 1024; i++) {
      image.setRGB(i % 32, i / 32, 7 + 257 * i);
    }
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(PngFile.bytes(image)));
    for (int i = 0; i < 1024; i++) {
      assertThat(read.getRGB(i % 32, i / 32) & 0xffffff).isEqualTo(7 + 257 * i);
    }
  }

  @Test
  void aLongCaptionIsCutAtBlanks() {
    Picture one = picture(new Field(4, 4));
    Picture many =
        new Picture(
            "t",
            List.of("word ".repeat(200)),
            one.x(),
            one.y(),
            one.field(),
            one.colours(),
            one.scale());
    assertThat(many.draw().getWidth()).isEqualTo(one.draw().getWidth());
    assertThat(many.draw().getHeight()).isGreaterThan(one.draw().getHeight() + 100);
  }

  @Test
  void theStretchThatSuitsAFieldFollowsItsSigns() {
    Field field = new Field(2, 1);
    field.set(0, 0, 1, 1);
    field.set(1, 0, 2, 1);
    assertThat(Spread.of(field)).isEqualTo(Spread.LINEAR);
    field.set(1, 0, 5000, 1);
    assertThat(Spread.of(field)).isEqualTo(Spread.LOG);
    field.set(0, 0, -1, 1);
    assertThat(Spread.of(field)).isEqualTo(Spread.RANK);
  }

  private static Picture picture(Field field) {
    return new Picture(
        "title",
        List.of("caption"),
        AxisTicks.values("x", new LinearScale(0, 1), field.width(), field.width()),
        AxisTicks.bands("y", List.of("a", "b")),
        field,
        ColourMap.SEQUENTIAL,
        Spread.LINEAR.scale(field));
  }

  private static BufferedImage read(Picture picture) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(PngFile.bytes(picture.draw())));
  }

  /** Where the frame ends and the cells begin. */
  private static int left(BufferedImage image) {
    int dark = 0x222222;
    int y = 34 + 100;
    for (int x = 0; x < image.getWidth(); x++) {
      if ((image.getRGB(x, y) & 0xffffff) == dark
          && (image.getRGB(x, y + 3) & 0xffffff) == dark
          && (image.getRGB(x, y - 40) & 0xffffff) == dark) {
        return x + 1;
      }
    }
    throw new AssertionError("no frame");
  }
}
