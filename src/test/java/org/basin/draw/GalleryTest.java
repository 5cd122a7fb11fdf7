package org.basin.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class GalleryTest {

  private static final int INK = 0x222222;

  private static BufferedImage draw(int rows, int columns, String caption) {
    Panel panel = new Panel("p", columns, new double[rows * columns]);
    return new Gallery("t", List.of(caption), List.of(panel), 1, 1).draw();
  }

  /** Dark pixels in the last ones of each line, where a text that is cut off would go on. */
  private static int inkAtTheRightEdge(BufferedImage image) {
    int ink = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = image.getWidth() - 8; x < image.getWidth(); x++) {
        ink += (image.getRGB(x, y) & 0xffffff) == INK ? 1 : 0;
      }
    }
    return ink;
  }

  @Test
  void aLongCaptionOfANarrowPictureIsCutAtBlanks() {
    BufferedImage one = draw(200, 150, "caption");
    BufferedImage many = draw(200, 150, "word ".repeat(200));
    assertThat(many.getWidth()).isEqualTo(one.getWidth());
    assertThat(many.getHeight()).isGreaterThan(one.getHeight() + 200);
    assertThat(inkAtTheRightEdge(many)).isZero();
  }

  @Test
  void panelsWideAndHighFitWithTheirLegend() {
    for (int[] shape : new int[][] {{1, 1}, {1, 65}, {65, 1}, {2, 700}, {300, 17}}) {
      assertThat(inkAtTheRightEdge(draw(shape[0], shape[1], "c"))).isZero();
    }
  }
}
